package io.iplive.verdict.rollup;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** When the hours of a target are told. */
final class Telling {

  /** An hour that is not over is told again after this. */
  private static final Duration TOLD_EVERY = Duration.ofMinutes(5);

  private Telling() {}

  /** Tells what is complete, and the rest when it is news or was not told for long. */
  static Track tell(
      Rollups owned, long monitor, Track track, Instant now, boolean news, List<Rollup> told) {
    List<Hour> left = new ArrayList<>();
    int open = Hour.of(track.settledTo());
    boolean all = news || !now.isBefore(track.toldAt().plus(TOLD_EVERY));
    int before = told.size();
    for (Hour hour : track.hours()) {
      boolean complete = hour.number() < open;
      if (!complete) {
        left.add(hour);
      }
      if (complete || (all && hour.times().sum() > 0)) {
        told.add(rollup(owned, monitor, track, hour, complete));
      }
    }
    return told.size() == before ? track : track.told(now, left);
  }

  static Rollup rollup(Rollups owned, long monitor, Track track, Hour hour, boolean complete) {
    if (owned.owner() == null) {
      throw new IllegalStateException("Monitor %d has no owner".formatted(monitor));
    }
    return new Rollup(
        monitor,
        track.id(),
        track.record(),
        owned.owner(),
        Hour.start(hour.number()),
        Track.earlier(track.mark(), Hour.start(hour.number() + 1)),
        complete,
        hour.times(),
        hour.checks(),
        hour.checksDown(),
        hour.outages(),
        hour.response());
  }
}
