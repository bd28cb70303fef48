package io.iplive.images;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The images, and how each starts. Where things lie in all of them: {@link Layout}. */
public enum Image {
  API_GATEWAY(
      "api-gateway",
      "api-gateway",
      "io.iplive.gateway.GatewayMain",
      6003,
      "APIs of panels, nodes and operators"),
  SCHEDULER(
      "scheduler-service",
      "scheduler-service",
      "io.iplive.scheduler.SchedulerMain",
      Layout.MANAGEMENT_PORT,
      "Opens rounds and sends probe jobs"),
  PROBER(
      "prober-service",
      "prober-service",
      "io.iplive.prober.ProberMain",
      Layout.MANAGEMENT_PORT,
      "Probes for a node that reaches Kafka"),
  VERDICT(
      "verdict-service",
      "verdict-service",
      "io.iplive.verdict.VerdictMain",
      Layout.MANAGEMENT_PORT,
      "Decides rounds and outages"),
  NOTIFIER(
      "notifier-service",
      "notifier-service",
      "io.iplive.notifier.NotifierMain",
      6005,
      "Callbacks and notices"),
  NODE(
      "node",
      "prober-service",
      "io.iplive.prober.NodeMain",
      0,
      "Probes for an installation elsewhere"),
  TOOLS(
      "tools",
      "local",
      "io.iplive.local.ToolsMain",
      0,
      "Topics, migrations, replays and dead letters; the first argument names the tool");

  private final String word;
  private final String module;
  private final String main;
  private final int port;
  private final String description;

  Image(String word, String module, String main, int port, String description) {
    this.word = word;
    this.module = module;
    this.main = main;
    this.port = port;
    this.description = description;
  }

  /** Its name in a registry, without the repository. */
  public String word() {
    return word;
  }

  /** The module whose class path is in it. */
  public String module() {
    return module;
  }

  public String main() {
    return main;
  }

  /** Of its program's JVM, beside those of all. */
  List<String> options() {
    return this == NODE ? List.of("-Dlogback.configurationFile=node-logback.xml") : List.of();
  }

  private boolean isService() {
    return port != 0;
  }

  /** What its program may listen on. */
  public Set<Integer> ports() {
    return isService() ? new TreeSet<>(List.of(port, Layout.MANAGEMENT_PORT)) : Set.of();
  }

  String description() {
    return description;
  }

  /** Those that run on until they are stopped, and tell over HTTP whether they are ready. */
  public static List<Image> services() {
    return Stream.of(values()).filter(Image::isService).toList();
  }
}
