package io.iplive.local.console.lifecycle;

import io.iplive.local.console.lifecycle.StatusReport.Part;
import io.iplive.local.console.topic.Clients;
import io.iplive.local.health.Checkup;
import io.iplive.local.health.Health;
import io.iplive.local.instance.DataDirectory;
import io.iplive.local.instance.Memory;
import io.iplive.local.instance.Processes;
import io.iplive.local.instance.Secrets;
import io.iplive.local.instance.Settings;
import io.iplive.local.letters.Letters;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;

/** Looks at every part from outside. */
public final class Status {

  private static final String STALE = "iplive.verdict.monitors.stale";
  private static final String BEHIND = "iplive.verdict.behind";
  private static final int MOST_LETTERS = 1_000;

  private final DataDirectory data;
  private final PrintStream out;

  public Status(DataDirectory data, PrintStream out) {
    this.data = data;
    this.out = out;
  }

  public int run(boolean json) {
    StatusReport report = report();
    out.println(json ? report.json() : report.text());
    return report.healthy() ? 0 : 1;
  }

  private StatusReport report() {
    Settings settings = Settings.of(data);
    Map<String, Processes.Found> processes =
        Processes.of(data).stream()
            .collect(Collectors.toMap(Processes.Found::part, Function.identity(), (a, _) -> a));
    if (processes.isEmpty() || settings.ports().isEmpty() || !Files.exists(data.secrets())) {
      return new StatusReport(
          settings,
          data.path(),
          List.of(),
          OptionalLong.empty(),
          OptionalDouble.empty(),
          OptionalLong.empty());
    }
    Checkup checkup = new Checkup(settings, Secrets.read(data.secrets()).databasePassword());
    Optional<Processes.Found> services = Optional.ofNullable(processes.get(Processes.SERVICES));
    Stream<Part> children =
        Stream.of("postgres", "broker", "registry")
            .map(name ->
                part(
                    name,
                    settings,
                    checkup.of(name),
                    Optional.ofNullable(processes.get(name)),
                    true));
    Stream<Part> contexts =
        settings.services().stream()
            .map(name -> part(name, settings, checkup.of(name), services, false));
    Part jvm =
        new Part(
            Processes.SERVICES,
            services.isPresent() ? new Health.Up() : new Health.Down("its process does not run"),
            Optional.empty(),
            services.map(Processes.Found::pid),
            services
                .map(found -> Memory.resident(found.handle(), false))
                .orElse(OptionalLong.empty()));
    OptionalDouble stale = checkup.actuator().metric(settings.port("verdict"), STALE);
    return new StatusReport(
        settings,
        data.path(),
        Stream.of(children, Stream.of(jvm), contexts).flatMap(Function.identity()).toList(),
        stale.isPresent() ? OptionalLong.of((long) stale.getAsDouble()) : OptionalLong.empty(),
        checkup.actuator().metric(settings.port("verdict"), BEHIND),
        deadLetters(checkup.broker()));
  }

  private OptionalLong deadLetters(Health broker) {
    if (!broker.isUp()) {
      return OptionalLong.empty();
    }
    try (Consumer<byte[], byte[]> consumer = Clients.consumer(Clients.brokers(data))) {
      return OptionalLong.of(new Letters(consumer).waiting(MOST_LETTERS));
    } catch (KafkaException _) { // It says so itself, as a part that is not up.
      return OptionalLong.empty();
    }
  }

  private static Part part(
      String name,
      Settings settings,
      Health health,
      Optional<Processes.Found> process,
      boolean ownMemory) {
    return new Part(
        name,
        health,
        Optional.of(settings.port(name)),
        process.map(Processes.Found::pid),
        ownMemory
            ? process
                .map(found -> Memory.resident(found.handle(), true))
                .orElse(OptionalLong.empty())
            : OptionalLong.empty());
  }
}
