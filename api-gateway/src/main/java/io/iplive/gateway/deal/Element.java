package io.iplive.gateway.deal;

import java.util.Map;
import java.util.Optional;

/**
 * One element of {@code data} as it was sent.
 *
 * @param fields values as text by name, those of an inner object as {@code outer.inner}, those of
 *     an array in one a line each; null and blank ones are left out
 */
public record Element(Map<String, String> fields) {

  public Element {
    fields = Map.copyOf(fields);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(fields.get(name)).map(String::strip).filter(text -> !text.isEmpty());
  }
}
