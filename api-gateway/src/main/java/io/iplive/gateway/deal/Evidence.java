package io.iplive.gateway.deal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a node saw of a failing target, for people. */
public record Evidence(
    @Nullable String head,
    @Nullable String body,
    List<String> certificates,
    List<String> redirects,
    List<String> addresses) {

  /** Nothing. */
  static final Evidence NONE = new Evidence(null, null, List.of(), List.of(), List.of());
}
