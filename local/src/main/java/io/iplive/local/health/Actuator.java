package io.iplive.local.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** What a service says of itself on its management endpoints. */
public final class Actuator {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpAnswers http;

  public Actuator(HttpAnswers http) {
    this.http = http;
  }

  public Health health(int port) {
    try {
      return read(http.get("http://127.0.0.1:%d/actuator/health".formatted(port)).body());
    } catch (JsonProcessingException e) {
      return new Health.Down("port %d does not answer with its health".formatted(port));
    } catch (IOException e) {
      return new Health.Down("no answer on port %d".formatted(port));
    }
  }

  /** Reads an answer of {@code /actuator/health}. */
  static Health read(String body) throws JsonProcessingException {
    JsonNode health = JSON.readTree(body);
    String status = health.path("status").asText("no status");
    if (status.equals("UP")) {
      return new Health.Up();
    }
    List<String> reasons = new ArrayList<>();
    health
        .path("components")
        .properties()
        .forEach(component -> {
          String its = component.getValue().path("status").asText();
          if (!its.equals("UP")) {
            JsonNode details = component.getValue().path("details");
            reasons.add(component.getKey() + " " + its + (details.isEmpty() ? "" : " " + details));
          }
        });
    return new Health.Down(reasons.isEmpty() ? status : String.join("; ", reasons));
  }

  /** The value of a gauge or counter; empty when it is not known. */
  public OptionalDouble metric(int port, String name) {
    try {
      JsonNode value =
          JSON.readTree(
                  http.get("http://127.0.0.1:%d/actuator/metrics/%s".formatted(port, name)).body())
              .path("measurements")
              .path(0)
              .path("value");
      return value.isNumber() ? OptionalDouble.of(value.asDouble()) : OptionalDouble.empty();
    } catch (IOException _) {
      return OptionalDouble.empty();
    }
  }
}
