package io.iplive.acceptance.receiver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Form fields of a call.
 *
 * @param all by name, as they came
 */
record Fields(Map<String, String> all) {

  private static final ObjectMapper JSON = new ObjectMapper();

  Call.Round round(Instant at, String delivery, String trouble, String app)
      throws JsonProcessingException {
    return new Call.Round(
        at,
        delivery,
        trouble,
        app,
        number("group_id"),
        Instant.ofEpochSecond(number("timestamp")),
        statuses(all.getOrDefault("result", "[]")));
  }

  Call.Outage outage(Instant at, String delivery, String trouble) {
    return new Call.Outage(
        at,
        delivery,
        trouble,
        number("id"),
        (int) number("status"),
        Instant.ofEpochSecond(number("date")));
  }

  private long number(String name) {
    return Long.parseLong(all.getOrDefault(name, "0"));
  }

  private static Map<Long, Integer> statuses(String result) throws JsonProcessingException {
    Map<Long, Integer> statuses = new HashMap<>();
    for (JsonNode record : JSON.readTree(result)) {
      statuses.put(record.path("record_id").asLong(), record.path("status").asInt());
    }
    return statuses;
  }
}
