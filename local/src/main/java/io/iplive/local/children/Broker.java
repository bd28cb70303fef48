package io.iplive.local.children;

import io.iplive.local.health.Health;
import io.iplive.local.instance.AotCaches;
import io.iplive.local.instance.Complaint;
import io.iplive.local.instance.DataDirectory;
import io.iplive.local.instance.Distribution;
import io.iplive.local.instance.Processes;
import io.iplive.local.instance.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;

/** A Kafka broker and its controller in one child process. */
public final class Broker implements Child {

  private static final List<String> LOGGING =
      List.of(
          "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
          "-Dorg.slf4j.simpleLogger.showDateTime=true",
          "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
          "-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info");

  private final DataDirectory data;
  private final Settings settings;
  private final Distribution distribution;
  private final AotCaches caches;
  private final Supplier<Health> health;
  private final String cluster;
  private final String role;

  /** The only broker of its cluster. */
  public Broker(
      DataDirectory data,
      Settings settings,
      Distribution distribution,
      AotCaches caches,
      Supplier<Health> health) {
    this(data, settings, distribution, caches, health, Uuid.randomUuid().toString(), "");
  }

  /**
   * One of several.
   *
   * @param cluster id of the cluster, in Kafka's form
   * @param role what sets it apart from an only one: lines of its configuration
   */
  public Broker(
      DataDirectory data,
      Settings settings,
      Distribution distribution,
      AotCaches caches,
      Supplier<Health> health,
      String cluster,
      String role) {
    this.data = data;
    this.settings = settings;
    this.distribution = distribution;
    this.caches = caches;
    this.health = health;
    this.cluster = cluster;
    this.role = role;
  }

  @Override
  public String name() {
    return "broker";
  }

  @Override
  public void prepare() throws IOException {
    if (!Files.exists(data.broker())) {
      format();
    }
    refuseDamaged();
    Files.writeString(
        configuration(), BrokerProperties.text(settings, data.broker().toString()) + role);
  }

  /** Made beside its place and moved there when whole: a kill in between leaves nothing half. */
  private void format() throws IOException {
    Path fresh = data.path().resolve("broker.new");
    Trees.delete(fresh);
    Path formatting = data.run().resolve("format.properties");
    Files.writeString(formatting, BrokerProperties.text(settings, fresh.toString()) + role);
    Process process =
        new ProcessBuilder(
                java(
                    "format",
                    Stream.concat(
                            Stream.of("-Xmx64m", "-XX:TieredStopAtLevel=1"),
                            caches.optionsOfShort(name()).stream())
                        .toList(),
                    List.of(
                        "kafka.tools.StorageTool",
                        "format",
                        "--cluster-id",
                        cluster,
                        "--config",
                        formatting.toString())))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(data.log(name()).toFile()))
            .start();
    try {
      if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new Complaint(
            "The broker's directory could not be made (%s): read %s."
                .formatted(new ChildLog(data.log(name())).tellingLine(0), data.log(name())));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new Complaint("iplive is being stopped.", e);
    }
    Files.move(fresh, data.broker());
  }

  private void refuseDamaged() throws IOException {
    Path meta = data.broker().resolve("meta.properties");
    boolean whole = false;
    if (Files.isRegularFile(meta)) {
      try (Stream<String> lines = Files.lines(meta, StandardCharsets.ISO_8859_1)) {
        List<String> names = lines.map(line -> line.replaceAll("=.*", "").strip()).toList();
        whole = names.containsAll(List.of("cluster.id", "node.id", "version"));
      }
    }
    if (!whole) {
      throw new Complaint("%s is damaged: %s.".formatted(meta, remedy()));
    }
  }

  private Path configuration() {
    return data.run().resolve("broker.properties");
  }

  @Override
  public List<String> command() {
    List<String> options =
        Stream.concat(
                Stream.of("-Xms96m", "-Xmx128m", "--enable-native-access=ALL-UNNAMED"),
                caches.options(name()).stream())
            .toList();
    return java(name(), options, List.of("kafka.Kafka", configuration().toString()));
  }

  private List<String> java(String part, List<String> options, List<String> program) {
    return JavaCommand.of(
        Processes.marks(data, part, distribution.stamp()),
        Stream.of(
                options.stream(),
                LOGGING.stream(),
                Stream.of("-cp", distribution.classPath(name())))
            .flatMap(each -> each)
            .toList(),
        program);
  }

  @Override
  public Health health() {
    return health.get();
  }

  @Override
  public String remedy() {
    return "put %s back from a copy, or begin afresh with another --data directory"
        .formatted(data.broker());
  }
}
