package io.iplive.gateway.projection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The generations of a projection.
 *
 * @param active the one that is read
 * @param building the one made anew beside it; null: none is
 */
public record Standing(int active, @Nullable Integer building) {

  /** Whether records still go into that generation. */
  public boolean has(int generation) {
    return all().contains(generation);
  }

  /** The generations there are. */
  public List<Integer> all() {
    return building == null ? List.of(active) : List.of(active, building);
  }
}
