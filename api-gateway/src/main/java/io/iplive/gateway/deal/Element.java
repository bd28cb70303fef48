package io.iplive.gateway.deal;

import java.util.Map;
import java.util.Optional;

/**
 * One element of {@code data} as it was sent.
 *
 * @param fields values as text by name, those of an inner object as {@code outer.inner}, those of
 *     an array in one a line each; of an array elsewhere only that it was there, as {@code name[]};
 *     null and blank ones are left out
 */
public record Element(Map<String, String> fields) {

  /** After the name of a field that was sent as an array. */
  public static final String ARRAY = "[]";

  public Element {
    fields = Map.copyOf(fields);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(fields.get(name)).map(String::strip).filter(text -> !text.isEmpty());
  }
}
