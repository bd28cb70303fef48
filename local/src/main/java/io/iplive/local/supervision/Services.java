package io.iplive.local.supervision;

import io.iplive.gateway.GatewayConfiguration;
import io.iplive.notifier.NotifierConfiguration;
import io.iplive.prober.ProberConfiguration;
import io.iplive.scheduler.SchedulerConfiguration;
import io.iplive.verdict.VerdictConfiguration;
import java.util.Map;

/** The five services, started in an order that only the nodes' enrolment asks for. */
final class Services {

  private final ServiceSettings settings;
  private final Enrolment enrolment;
  private final ServiceContexts contexts = new ServiceContexts();

  Services(ServiceSettings settings, Enrolment enrolment) {
    this.settings = settings;
    this.enrolment = enrolment;
  }

  void start() throws InterruptedException {
    try (Together all = new Together()) {
      all.run(this::startGatewayAndProbers);
      all.run(() ->
          start(
              "scheduler",
              "scheduler-service",
              SchedulerConfiguration.class,
              settings.streams("scheduler")));
      all.run(() ->
          start(
              "verdict",
              "verdict-service",
              VerdictConfiguration.class,
              settings.streams("verdict")));
      all.run(() ->
          start("notifier", "notifier-service", NotifierConfiguration.class, settings.notifier()));
      all.await();
    }
  }

  private void startGatewayAndProbers() throws InterruptedException {
    start("gateway", "api-gateway", GatewayConfiguration.class, settings.gateway());
    try (Together probers = new Together()) {
      for (int n = 1; n <= settings.nodes(); n++) {
        String address = "127.0.0." + n;
        String name = "prober-" + n;
        if (settings.runs(name)) {
          probers.run(() ->
              contexts.start(
                  name,
                  "prober-service",
                  ProberConfiguration.class,
                  settings.prober(name, enrolment.enrol(address))));
        }
      }
      probers.await();
    }
  }

  private void start(
      String name, String artifact, Class<?> configuration, Map<String, String> its) {
    if (settings.runs(name)) {
      contexts.start(name, artifact, configuration, its);
    }
  }

  void stop() throws InterruptedException {
    contexts.close();
  }
}
