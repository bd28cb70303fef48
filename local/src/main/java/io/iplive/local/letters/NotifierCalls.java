package io.iplive.local.letters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iplive.local.instance.Complaint;
import io.iplive.local.operator.Operator;
import java.util.Optional;

/** The notifier's calls for the outage events that it keeps behind a dead letter. */
public record NotifierCalls(Operator notifier) implements Redrive.Notifier {

  @Override
  public boolean holds(Place origin) {
    for (JsonNode held : notifier.get("/internal/dead-outages")) {
      if (held.path("partition").asInt() == origin.partition()
          && held.path("offset").asLong() == origin.offset()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Optional<String> handle(Place origin, Deed deed) {
    try {
      notifier.post(
          "/internal/redrive",
          new ObjectMapper()
              .createObjectNode()
              .put("partition", origin.partition())
              .put("offset", origin.offset())
              .put("skip", deed == Deed.SKIPPED));
      return Optional.empty();
    } catch (Complaint e) {
      return Optional.of("The notifier: " + e.sentence());
    }
  }
}
