package io.iplive.sla.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a monitor was, newest before the end of the range.
 *
 * @param name as its owner calls it; null: not at all
 * @param checked what its owner calls the checked thing; null: the targets' addresses
 * @param app name of the app it belongs to; null: a task
 * @param group the caller's group id; null: a task
 */
public record Definition(
    long monitor,
    @Nullable String name,
    @Nullable String checked,
    @Nullable String app,
    @Nullable Long group,
    boolean stopped,
    List<Addressed> targets) {

  /** A target and where it was. */
  public record Addressed(long target, long record, String address) {}

  public Definition {
    targets = List.copyOf(targets);
  }
}
