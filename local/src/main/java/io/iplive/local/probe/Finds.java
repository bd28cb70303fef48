package io.iplive.local.probe;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iplive.prober.probe.Learned;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a probe found out, also of a target that is up.
 *
 * @param learned by the probe
 * @param at from when on days are counted
 */
record Finds(Learned learned, Instant at) {

  private static final int PERCENT = 100;

  /** For people; texts are the server's. */
  List<String> lines() {
    return switch (learned) {
      case Learned.Certificates(Instant leaf, Instant path, String issuer) ->
          Stream.of(
                  "certificate ends " + ending(leaf),
                  path.equals(leaf) ? "" : "one above it ends " + ending(path),
                  "issued by " + issuer)
              .filter(line -> !line.isEmpty())
              .toList();
      case Learned.Registration(Instant ends) -> List.of("registration ends " + ending(ends));
      case Learned.Records(List<String> values) ->
          values.stream().map(value -> "record " + value).toList();
      case Learned.Echoes(int answered, int sent) ->
          List.of("%d of %d echoes answered, %d %% lost".formatted(answered, sent, lost()));
    };
  }

  private String ending(Instant end) {
    return "%s, in %d days".formatted(end, days(end));
  }

  private long days(Instant end) {
    return Duration.between(at, end).toDays();
  }

  private int lost() {
    return learned instanceof Learned.Echoes(int answered, int sent) && sent > 0
        ? PERCENT * (sent - answered) / sent
        : 0;
  }

  /** For programs. */
  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    switch (learned) {
      case Learned.Certificates(Instant leaf, Instant path, String issuer) ->
          json.put("certificate_ends", leaf.toString())
              .put("certificate_days", days(leaf))
              .put("path_ends", path.toString())
              .put("path_days", days(path))
              .put("issuer", issuer);
      case Learned.Registration(Instant ends) ->
          json.put("registration_ends", ends.toString()).put("registration_days", days(ends));
      case Learned.Records(List<String> values) -> values.forEach(json.putArray("records")::add);
      case Learned.Echoes(int answered, int sent) ->
          json.put("echoes_sent", sent)
              .put("echoes_answered", answered)
              .put("loss_percent", lost());
    }
    return json;
  }
}
