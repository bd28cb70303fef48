package io.iplive.notifier.api;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** JSON of the internal API. */
final class InternalAnswers {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .build();

  private InternalAnswers() {}

  private record Fault(String error) {}

  static ResponseEntity<byte[]> ok(Object body) {
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

  /**
   * Reads a request.
   *
   * @throws IllegalArgumentException when it is not one
   */
  static <T> T read(byte[] body, Class<T> type) {
    try {
      return JSON.readValue(body, type);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("The body is not right: " + e.getOriginalMessage(), e);
    }
  }
}
