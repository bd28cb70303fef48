package io.iplive.verdict.kafka.state;

import io.iplive.verdict.kafka.row.HourRow;
import io.iplive.verdict.kafka.row.OwnerRow;
import io.iplive.verdict.kafka.row.SeenRow;
import io.iplive.verdict.kafka.row.TrackRow;
import io.iplive.verdict.rollup.Hour;
import io.iplive.verdict.rollup.Sketch;
import io.iplive.verdict.rollup.Times;
import io.iplive.verdict.rollup.Track;
import io.iplive.verdict.round.Owner;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The time of targets, stored. */
final class TrackAvro {

  private TrackAvro() {}

  static @Nullable OwnerRow row(@Nullable Owner owner) {
    return owner == null ? null : new OwnerRow(owner.account(), owner.app(), owner.group());
  }

  static @Nullable Owner owner(@Nullable OwnerRow row) {
    return row == null ? null : new Owner(row.getAccount(), row.getApp(), row.getGroup());
  }

  static TrackRow row(Track track) {
    return new TrackRow(
        track.record(),
        track.mark().toEpochMilli(),
        SeenRow.valueOf(track.seen().name()),
        track.doubt() == null ? null : track.doubt().toEpochMilli(),
        track.toldAt().toEpochMilli(),
        track.hours().stream().map(TrackAvro::row).toList());
  }

  static Track track(long target, TrackRow row) {
    Long doubt = row.getDoubt();
    return new Track(
        target,
        row.getRecord(),
        StateAvro.at(row.getMark()),
        Track.Seen.valueOf(row.getSeen().name()),
        doubt == null ? null : StateAvro.at(doubt),
        row.getHours().stream().map(TrackAvro::hour).toList(),
        StateAvro.at(row.getToldAt()));
  }

  private static HourRow row(Hour hour) {
    return new HourRow(
        hour.number(),
        row(hour.settled()),
        row(hour.doubted()),
        hour.checks(),
        hour.checksDown(),
        hour.outages(),
        hour.response().sumMillis(),
        hour.response().pairs());
  }

  private static Hour hour(HourRow row) {
    return new Hour(
        row.getNumber(),
        times(row.getSettled()),
        times(row.getDoubted()),
        row.getChecks(),
        row.getChecksDown(),
        row.getOutages(),
        Sketch.of(row.getSumMillis(), row.getResponse()));
  }

  private static List<Integer> row(Times times) {
    return times.sum() == 0
        ? List.of()
        : List.of(
            times.up(), times.down(), times.inconclusive(), times.unmonitored(), times.paused());
  }

  private static Times times(List<Integer> row) {
    return row.isEmpty()
        ? new Times(0, 0, 0, 0, 0)
        : new Times(row.get(0), row.get(1), row.get(2), row.get(3), row.get(4));
  }
}
