package io.iplive.acceptance.cluster;

import java.util.Locale;

/** The services, in the order in which they are started. */
public enum Service {
  GATEWAY("io.iplive.gateway.GatewayMain"),
  SCHEDULER("io.iplive.scheduler.SchedulerMain"),
  VERDICT("io.iplive.verdict.VerdictMain"),
  NOTIFIER("io.iplive.notifier.NotifierMain"),
  PROBER("io.iplive.prober.ProberMain");

  private final String program;

  Service(String program) {
    this.program = program;
  }

  String program() {
    return program;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Of the instance in a zone. */
  public String instance(int zone) {
    return word() + "-" + zone;
  }

  /** As a local installation names the part: it has a prober a node. */
  String part(int zone) {
    return this == PROBER ? "prober-" + (zone + 1) : word();
  }
}
