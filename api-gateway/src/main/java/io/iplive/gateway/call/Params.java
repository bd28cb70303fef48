package io.iplive.gateway.call;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parameters of one call in the order sent, with every value of a name sent repeatedly.
 *
 * @param booleans names whose value was JSON's true or false, alone or in an array
 * @param structures names whose value was JSON's array or object, and that have one value
 */
public record Params(
    Map<String, List<String>> values, Set<String> booleans, Set<String> structures) {

  public Params {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    booleans = Set.copyOf(booleans);
    structures = Set.copyOf(structures);
  }

  /** Of a form, which has texts only. */
  public Params(Map<String, List<String>> values) {
    this(values, Set.of(), Set.of());
  }

  /** How often a name was sent. */
  public int count(String name) {
    return values.getOrDefault(name, List.of()).size();
  }

  /** The value without blanks around it; empty when absent or blank. */
  public Optional<String> text(String name) {
    return values.getOrDefault(name, List.of()).stream()
        .findFirst()
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  /** Those of the names that are absent or blank, in the order given. */
  public List<String> missing(List<String> required) {
    return required.stream().filter(name -> text(name).isEmpty()).toList();
  }

  /** What was sent and means nothing. */
  public List<String> ignored(Set<String> known) {
    return values.keySet().stream().filter(name -> !known.contains(name)).toList();
  }

  /** Values may be secret. */
  @Override
  public String toString() {
    return "Params" + values.keySet();
  }
}
