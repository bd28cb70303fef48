package io.iplive.verdict.rollup;

import io.iplive.verdict.keyed.ById;
import io.iplive.verdict.round.Owner;
import org.jspecify.annotations.Nullable;

/**
 * The time of a monitor's targets.
 *
 * @param owner null: none heard of yet
 */
public record Rollups(@Nullable Owner owner, ById<Track> tracks) {

  public static final Rollups NONE = new Rollups(null, ById.none());
}
