package io.iplive.local.console.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iplive.local.console.line.CommandLine;
import io.iplive.local.instance.Complaint;
import io.iplive.local.operator.Operator;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;

/** {@code rebuild}: makes a projection anew from its topic, while the old one is read. */
public final class Rebuild {

  private static final String PROJECTIONS = "/operator/projections";
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final Supplier<Operator> gateway;
  private final PrintStream out;

  public Rebuild(Supplier<Operator> gateway, PrintStream out) {
    this.gateway = gateway;
    this.out = out;
  }

  public int run(CommandLine line) throws InterruptedException {
    String name = line.withWords(1, 1).words().getFirst();
    Operator operator = gateway.get();
    long generation =
        operator
            .post(
                PROJECTIONS + "/" + encoded(name) + "/rebuild",
                new ObjectMapper().createObjectNode())
            .path("building")
            .asLong();
    out.println("%s: generation %d is built from the topic.".formatted(name, generation));
    while (active(operator.get(PROJECTIONS), name) < generation) {
      Thread.sleep(LOOK_EVERY);
    }
    out.println("%s: generation %d is in place.".formatted(name, generation));
    return 0;
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8);
  }

  private static long active(JsonNode projections, String name) {
    for (JsonNode projection : projections) {
      if (projection.path("projection").asText().equals(name)) {
        return projection.path("generation").asLong();
      }
    }
    throw new Complaint("The gateway does not know '%s' any more.".formatted(name));
  }
}
