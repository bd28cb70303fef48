package io.iplive.gateway.action;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every action by its name. */
public final class Actions {

  private final Map<String, Action> byName;

  /**
   * All of them.
   *
   * @throws IllegalStateException when two have one name
   */
  public Actions(List<Action> actions) {
    this.byName =
        actions.stream().collect(Collectors.toUnmodifiableMap(Action::name, Function.identity()));
  }

  /** The action of that name. */
  public Optional<Action> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Their names. */
  public Set<String> names() {
    return byName.keySet();
  }
}
