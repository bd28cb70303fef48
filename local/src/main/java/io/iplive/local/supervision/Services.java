package io.iplive.local.supervision;

import io.iplive.gateway.GatewayConfiguration;
import io.iplive.notifier.NotifierConfiguration;
import io.iplive.prober.ProberConfiguration;
import io.iplive.scheduler.SchedulerConfiguration;
import io.iplive.verdict.VerdictConfiguration;

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
          contexts.start(
              "scheduler",
              "scheduler-service",
              SchedulerConfiguration.class,
              settings.streams("scheduler")));
      all.run(() ->
          contexts.start(
              "verdict",
              "verdict-service",
              VerdictConfiguration.class,
              settings.streams("verdict")));
      all.run(() ->
          contexts.start(
              "notifier", "notifier-service", NotifierConfiguration.class, settings.notifier()));
      all.await();
    }
  }

  private void startGatewayAndProbers() throws InterruptedException {
    contexts.start("gateway", "api-gateway", GatewayConfiguration.class, settings.gateway());
    try (Together probers = new Together()) {
      for (int n = 1; n <= settings.nodes(); n++) {
        String address = "127.0.0." + n;
        String name = "prober-" + n;
        probers.run(() ->
            contexts.start(
                name,
                "prober-service",
                ProberConfiguration.class,
                settings.prober(name, enrolment.enrol(address))));
      }
      probers.await();
    }
  }

  void stop() throws InterruptedException {
    contexts.close();
  }
}
