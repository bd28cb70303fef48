package io.iplive.local.supervision;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The five services, started in an order that only the nodes' enrolment asks for. */
final class Services {

  private static final Logger LOG = LoggerFactory.getLogger(Services.class);

  private final ServiceSettings settings;
  private final Enrolment enrolment;
  private final ServiceContexts contexts = new ServiceContexts();

  Services(ServiceSettings settings, Enrolment enrolment) {
    this.settings = settings;
    this.enrolment = enrolment;
  }

  /** Loads what every context needs while the children start. */
  static void warmUp() {}

  void start() throws InterruptedException {
    try (Together all = new Together()) {
      all.run(this::startGatewayAndProbers);
      all.run(() ->
          start(
              "scheduler",
              "scheduler-service",
              "io.iplive.scheduler.SchedulerConfiguration",
              settings.streams("scheduler")));
      all.run(() ->
          start(
              "verdict",
              "verdict-service",
              "io.iplive.verdict.VerdictConfiguration",
              settings.streams("verdict")));
      all.run(() ->
          start(
              "notifier",
              "notifier-service",
              "io.iplive.notifier.NotifierConfiguration",
              settings.notifier()));
      all.await();
    }
  }

  private void startGatewayAndProbers() throws InterruptedException {
    start("gateway", "api-gateway", "io.iplive.gateway.GatewayConfiguration", settings.gateway());
    try (Together probers = new Together()) {
      for (int n = 1; n <= settings.nodes(); n++) {
        String address = "127.0.0." + n;
        String name = "prober-" + n;
        probers.run(() ->
            start(
                name,
                "prober-service",
                "io.iplive.prober.ProberConfiguration",
                settings.prober(name, enrolment.enrol(address))));
      }
      probers.await();
    }
  }

  private void start(
      String name, String artifact, String configuration, java.util.Map<String, String> own) {
    try {
      contexts.start(name, artifact, Class.forName(configuration), own);
    } catch (ClassNotFoundException e) {
      LOG.warn("{} is not built yet", name);
    }
  }

  void stop() throws InterruptedException {
    contexts.close();
  }
}
