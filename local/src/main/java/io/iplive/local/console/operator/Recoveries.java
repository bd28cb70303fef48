package io.iplive.local.console.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iplive.local.console.line.CommandLine;
import io.iplive.local.operator.Operator;
import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Supplier;

/** {@code restore} and {@code republish}: the database and Kafka's readers agree again. */
public final class Recoveries {

  private static final String JOURNAL = "/operator/journal";
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private final Supplier<Operator> gateway;
  private final PrintStream out;

  public Recoveries(Supplier<Operator> gateway, PrintStream out) {
    this.gateway = gateway;
    this.out = out;
  }

  public int restore(CommandLine line) throws InterruptedException {
    Operator operator = gateway.get();
    ObjectNode body = new ObjectMapper().createObjectNode();
    body.put("anyway", line.has("--yes") ? "yes" : "no");
    JsonNode begun = operator.postPatiently(JOURNAL + "/restore", body);
    out.println(
        "Epoch %d begins. Of %d streams Kafka's readers knew something newer; they follow the database now."
            .formatted(begun.path("epoch").asInt(), begun.path("behind").asInt()));
    if (begun.path("lost_in_all").asInt() > 0) {
      out.println(
          "%d were made after the backup and are not in the database: they have ended, and have to be made again."
              .formatted(begun.path("lost_in_all").asInt()));
      begun.path("lost").forEach(stream -> out.println("  " + stream.asText()));
    }
    awaitPublished(operator);
    return 0;
  }

  public int republish(CommandLine line) throws InterruptedException {
    Operator operator = gateway.get();
    ObjectNode body = new ObjectMapper().createObjectNode();
    line.value("--topic").ifPresent(topics -> body.put("topics", topics));
    JsonNode queued = operator.postPatiently(JOURNAL + "/republish", body);
    out.println("%d streams are published once more.".formatted(queued.path("streams").asInt()));
    awaitPublished(operator);
    return 0;
  }

  private void awaitPublished(Operator operator) throws InterruptedException {
    while (operator.get(JOURNAL).path("waiting").asLong() > 0) {
      Thread.sleep(LOOK_EVERY);
    }
    out.println("Everything is published.");
  }
}
