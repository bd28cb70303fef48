package io.iplive.local.console.topic;

import io.iplive.local.console.line.CommandLine;
import io.iplive.local.instance.Complaint;
import io.iplive.local.reading.RecordLines;
import io.iplive.local.reading.TopicReader;
import java.io.PrintStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;

/** Prints a topic's records as lines of JSON. */
public final class Read {

  private final Reach reach;
  private final PrintStream out;

  /** Of an installation. */
  public Read(Reach reach, PrintStream out) {
    this.reach = reach;
    this.out = out;
  }

  public int run(CommandLine line) {
    TopicReader.Request request =
        new TopicReader.Request(
            line.words().getFirst(), line.value("--key"), since(line), line.has("-f"));
    try (Consumer<byte[], byte[]> consumer = Clients.consumer(reach.brokers())) {
      new TopicReader(consumer, new RecordLines(reach.registry()), out).print(request);
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
