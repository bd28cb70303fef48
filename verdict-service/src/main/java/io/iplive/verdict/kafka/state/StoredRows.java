package io.iplive.verdict.kafka.state;

import io.iplive.verdict.collector.Answer;
import io.iplive.verdict.collector.Ballot;
import io.iplive.verdict.collector.Collector;
import io.iplive.verdict.collector.Collector.Early;
import io.iplive.verdict.collector.OpenRound;
import io.iplive.verdict.kafka.row.BallotRow;
import io.iplive.verdict.kafka.row.EarlyRow;
import io.iplive.verdict.kafka.row.MonitorRow;
import io.iplive.verdict.kafka.row.OpenRoundRow;
import io.iplive.verdict.kafka.row.ProbedRow;
import io.iplive.verdict.kafka.row.TargetRow;
import io.iplive.verdict.keyed.ById;
import io.iplive.verdict.monitor.Monitor;
import io.iplive.verdict.outage.Outages;
import io.iplive.verdict.outage.Pacing;
import io.iplive.verdict.outage.Target;
import io.iplive.verdict.rollup.Rollups;
import io.iplive.verdict.rollup.Track;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The rows of a partition, put together to monitors again when a task begins. */
final class StoredRows {

  private record OrderedEarly(long order, Early early) {}

  private final Map<Long, MonitorRow> monitorRows = new HashMap<>();
  private final Map<Long, Map<Long, TargetRow>> targetRows = new HashMap<>();
  private final Map<Long, List<OrderedEarly>> earlyRows = new HashMap<>();
  private final Map<Long, List<OpenRoundRow>> roundRows = new HashMap<>();
  private long earlyOrder;

  private StoredRows() {}

  static StoredRows read(
      KeyValueStore<Bytes, byte[]> rows,
      Function<byte[], MonitorRow> monitors,
      Function<byte[], TargetRow> targets,
      Function<byte[], EarlyRow> early,
      Function<byte[], OpenRoundRow> rounds) {
    StoredRows read = new StoredRows();
    try (KeyValueIterator<Bytes, byte[]> all = rows.all()) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> row = all.next();
        RowKey key = RowKey.parse(row.key);
        if (key.isMonitor()) {
          read.monitorRows.put(key.monitor(), monitors.apply(row.value));
        } else if (key.isTarget()) {
          read.targetRows
              .computeIfAbsent(key.monitor(), _ -> new HashMap<>())
              .put(key.target(), targets.apply(row.value));
        } else if (key.isEarly()) {
          read.addEarly(key, early.apply(row.value));
        } else if (key.isRound()) {
          read.roundRows
              .computeIfAbsent(key.monitor(), _ -> new ArrayList<>())
              .add(rounds.apply(row.value));
        }
      }
    }
    return read;
  }

  List<Monitor> monitors() {
    return monitorRows.entrySet().stream()
        .map(entry -> monitor(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** The rounds of each monitor that have a row of their own. */
  Map<Long, Set<Instant>> apart() {
    Map<Long, Set<Instant>> apart = new HashMap<>();
    roundRows.forEach((monitor, rounds) -> {
      Set<Instant> of = new HashSet<>();
      rounds.forEach(round -> of.add(StateAvro.at(round.getRoundAt())));
      apart.put(monitor, of);
    });
    return apart;
  }

  /** Above the order of every early answer. */
  long earlyOrder() {
    return earlyOrder;
  }

  private void addEarly(RowKey key, EarlyRow row) {
    Answer answer =
        new Answer(
            key.monitor(),
            key.target(),
            StateAvro.at(key.roundAt()),
            StateAvro.vote(row.getVote()));
    earlyRows
        .computeIfAbsent(key.monitor(), _ -> new ArrayList<>())
        .add(new OrderedEarly(row.getOrder(), new Early(answer, StateAvro.at(row.getKeptAt()))));
    earlyOrder = Math.max(earlyOrder, row.getOrder() + 1);
  }

  private Monitor monitor(long id, MonitorRow row) {
    Map<Long, TargetRow> targets = targetRows.getOrDefault(id, Map.of());
    List<OpenRound> open =
        Stream.concat(row.getOpen().stream(), roundRows.getOrDefault(id, List.of()).stream())
            .sorted(Comparator.comparingLong(OpenRoundRow::getRoundAt))
            .map(round -> RoundRows.openRound(id, round, ballots(round, targets)))
            .toList();
    List<Early> early =
        earlyRows.getOrDefault(id, List.of()).stream()
            .sorted(Comparator.comparingLong(OrderedEarly::order))
            .map(OrderedEarly::early)
            .toList();
    Collector collector = new Collector(StateAvro.head(row), open, early);
    return Monitor.of(id, collector, outages(row, targets), rollups(row, targets));
  }

  private static Rollups rollups(MonitorRow row, Map<Long, TargetRow> rows) {
    List<Track> tracks = new ArrayList<>();
    rows.forEach((id, target) -> {
      if (target.getTrack() != null) {
        tracks.add(TrackAvro.track(id, target.getTrack()));
      }
    });
    return new Rollups(TrackAvro.owner(row.getOwner()), ById.of(tracks));
  }

  private static Outages outages(MonitorRow row, Map<Long, TargetRow> rows) {
    List<Target> targets = new ArrayList<>();
    rows.forEach((id, target) -> {
      if (target.getHeld() != null) {
        targets.add(StateAvro.target(id, target.getHeld()));
      }
    });
    List<Long> failing =
        targets.stream().filter(t -> t.state().fails()).map(Target::id).sorted().toList();
    Long anchor = row.getAnchor();
    Pacing pacing =
        anchor == null
            ? new Pacing.NormalPace()
            : new Pacing.ErrorPace(StateAvro.at(anchor), failing);
    return new Outages(ById.of(targets), pacing);
  }

  private static List<Ballot> ballots(OpenRoundRow round, Map<Long, TargetRow> targets) {
    List<Ballot> ballots = new ArrayList<>();
    for (ProbedRow probed : round.getTargets()) {
      BallotRow row = ballot(targets.get(probed.getTarget()), round.getRoundAt());
      ballots.add(row == null ? OpenRound.NOBODY_YET : StateAvro.ballot(row));
    }
    return ballots;
  }

  private static @Nullable BallotRow ballot(@Nullable TargetRow row, long roundAt) {
    if (row == null) {
      return null;
    }
    for (BallotRow ballot : row.getBallots()) {
      if (ballot.getRoundAt() == roundAt) {
        return ballot;
      }
    }
    return null;
  }
}
