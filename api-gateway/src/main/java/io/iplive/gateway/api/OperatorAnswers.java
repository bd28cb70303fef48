package io.iplive.gateway.api;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** What the operators' API says. */
public final class OperatorAnswers {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .build();

  private OperatorAnswers() {}

  private record Fault(String error) {}

  /** Done. */
  public static ResponseEntity<byte[]> ok(Object body) {
    return send(HttpStatus.OK, body);
  }

  static ResponseEntity<byte[]> fault(HttpStatus status, String sentence) {
    return send(status, new Fault(sentence));
  }

  private static ResponseEntity<byte[]> send(HttpStatus status, Object body) {
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_JSON)
        .body(JSON.writeValueAsBytes(body));
  }
}
