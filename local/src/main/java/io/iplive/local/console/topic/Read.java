package io.iplive.local.console.topic;

import io.iplive.local.console.line.CommandLine;
import io.iplive.local.instance.Complaint;
import io.iplive.local.instance.DataDirectory;
import io.iplive.local.instance.Settings;
import io.iplive.local.reading.RecordLines;
import io.iplive.local.reading.TopicReader;
import io.iplive.schemas.HttpSchemaRegistry;
import java.io.PrintStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;

/** Prints a topic's records as lines of JSON. */
public final class Read {

  private final DataDirectory data;
  private final PrintStream out;

  public Read(DataDirectory data, PrintStream out) {
    this.data = data;
    this.out = out;
  }

  public int run(CommandLine line) {
    TopicReader.Request request =
        new TopicReader.Request(
            line.words().getFirst(), line.value("--key"), since(line), line.has("-f"));
    Settings settings = Settings.of(data);
    try (Consumer<byte[], byte[]> consumer = Clients.consumer(Clients.brokers(data))) {
      new TopicReader(
              consumer, new RecordLines(new HttpSchemaRegistry(settings.registryAddress())), out)
          .print(request);
    } catch (KafkaException e) {
      throw Clients.unreadable(e);
    }
    return 0;
  }

  private static Optional<Instant> since(CommandLine line) {
    return line.value("--since")
        .map(value -> {
          try {
            return value.startsWith("P")
                ? Instant.now().minus(Duration.parse(value))
                : Instant.parse(value);
          } catch (DateTimeException e) {
            throw new Complaint(
                "--since is '%s'; allowed are a time (2026-01-31T12:00:00Z) and a duration back from now (PT1H)."
                    .formatted(value),
                e);
          }
        });
  }
}
