package io.iplive.verdict.kafka.state;

import io.iplive.verdict.collector.Collector.Early;
import io.iplive.verdict.collector.Limits;
import io.iplive.verdict.collector.OpenRound;
import io.iplive.verdict.collector.TopicTime;
import io.iplive.verdict.kafka.row.AnswersRow;
import io.iplive.verdict.kafka.row.ClockRow;
import io.iplive.verdict.kafka.row.EarlyRow;
import io.iplive.verdict.kafka.row.MonitorRow;
import io.iplive.verdict.kafka.row.OpenRoundRow;
import io.iplive.verdict.kafka.row.TargetRow;
import io.iplive.verdict.monitor.Monitor;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The monitors of a partition, decoded, in front of their rows. What is read is memory; every
 * change is a put of the rows it touches before the record that caused it is done with, so that the
 * changelog has it in the same transaction. A row holds one monitor without its targets, or one
 * target with its open ballots, so that an answer costs one small row however large its monitor is,
 * and a ballot that is done with is overwritten by the next and needs no tombstone. Where open
 * rounds are, {@link RoundRows} says.
 */
public final class MonitorStore {

  private static final RowCodec<MonitorRow> MONITORS = new RowCodec<>(MonitorRow.class);
  private static final RowCodec<TargetRow> TARGETS = new RowCodec<>(TargetRow.class);
  private static final RowCodec<EarlyRow> EARLY = new RowCodec<>(EarlyRow.class);
  private static final RowCodec<OpenRoundRow> ROUNDS = new RowCodec<>(OpenRoundRow.class);
  private static final RowCodec<AnswersRow> ANSWERS = new RowCodec<>(AnswersRow.class);
  private static final RowCodec<ClockRow> CLOCK = new RowCodec<>(ClockRow.class);

  private final KeyValueStore<Bytes, byte[]> rows;
  private final Limits limits;
  private final Map<Long, Monitor> monitors = new HashMap<>();
  private final Map<Long, Set<Instant>> apart;
  private final Map<Long, Integer> earlyOfNode = new HashMap<>();
  private final PriorityQueue<Due> dues = new PriorityQueue<>();
  private final Hours hours = new Hours();
  private final ReadingClock clock;
  private long earlyOrder;

  /** Reads all rows of {@code rows}. */
  public MonitorStore(KeyValueStore<Bytes, byte[]> rows, Limits limits) {
    this.rows = rows;
    this.limits = limits;
    StoredRows read =
        StoredRows.read(rows, MONITORS::decode, TARGETS::decode, EARLY::decode, ROUNDS::decode);
    this.apart = read.apart();
    byte @Nullable [] now = rows.get(RowKey.clock());
    byte @Nullable [] heard = rows.get(RowKey.answers());
    this.clock =
        new ReadingClock(
            now == null ? null : CLOCK.decode(now), heard == null ? null : ANSWERS.decode(heard));
    for (Monitor monitor : read.monitors()) {
      clock.advance(monitor.collector().head().changedAt());
      monitors.put(monitor.id(), monitor);
      schedule(monitor, null);
      monitor.collector().early().forEach(early -> countEarly(early, 1));
    }
    clock.stored();
    this.earlyOrder = read.earlyOrder();
  }

  /** How far the partition has been read. */
  public TopicTime time() {
    return clock.time();
  }

  /** Topic time. */
  public Instant now() {
    return clock.time().now();
  }

  /** Topic time after a record of schedule.v1; it never falls. */
  public Instant advance(Instant appendedAt) {
    clock.advance(appendedAt);
    return now();
  }

  /** A record of probe-results.v1 was read: all before it have been. */
  public void heard(Instant appendedAt) {
    clock.heard(appendedAt);
  }

  /** A tick of schedule.v1 says whether answers tick too; until then they are waited for. */
  public void answersTick(boolean tick) {
    boolean before = clock.answersRow() != null;
    clock.answersTick(tick);
    AnswersRow row = clock.answersRow();
    if (row != null) {
      rows.put(RowKey.answers(), ANSWERS.encode(row));
    } else if (before) {
      rows.delete(RowKey.answers());
    }
  }

  /** Makes sure that topic time is stored, by itself or with what has changed since. */
  public void storeTime() {
    if (!clock.isStored()) {
      rows.put(RowKey.clock(), CLOCK.encode(clock.clockRow()));
      clock.stored();
    }
  }

  /** A monitor, as it is or as if it were first heard of now. */
  public Monitor get(long id) {
    Monitor known = monitors.get(id);
    return known == null ? Monitor.fresh(id, now()) : known;
  }

  /** How many early answers of a node are kept in this partition. */
  public int early(long node) {
    return earlyOfNode.getOrDefault(node, 0);
  }

  /** Whether time, as far as answers have been heard, ends a round or an early answer. */
  public boolean isRoundDue(Monitor monitor) {
    Instant due = monitor.roundDue(limits);
    return due != null && !due.isAfter(time().heard());
  }

  /** Takes the next monitor in which time changes something now; null: none. */
  public @Nullable Monitor pollDue() {
    Instant heard = time().heard();
    for (Due due = dues.peek(); due != null && !due.at().isAfter(heard); due = dues.peek()) {
      dues.remove();
      Monitor monitor = monitors.get(due.monitor());
      if (monitor != null && due.at().equals(monitor.roundDue(limits))) {
        return monitor;
      }
    }
    Long id = hours.poll(heard, monitor -> hourDue(monitors.get(monitor)));
    return id == null ? null : monitors.get(id);
  }

  /** Counts of monitors watched, and of those stale. */
  public Census census() {
    Instant now = now();
    int watched = 0;
    int stale = 0;
    for (Monitor monitor : monitors.values()) {
      watched += monitor.collector().isWatched() ? 1 : 0;
      stale += monitor.collector().isStale(now) ? 1 : 0;
    }
    return new Census(watched, stale);
  }

  /** Monitors of a partition that should have rounds, and how many of them have none. */
  public record Census(int watched, int stale) {}

  /** Puts what has changed since {@code before}, which {@link #get} or {@link #pollDue} gave. */
  public void save(Monitor before, Monitor after) {
    long id = after.id();
    boolean known = monitors.containsKey(id);
    boolean over = after.collector().isOver(now());
    if (over) {
      monitors.remove(id);
    } else {
      monitors.put(id, after);
    }
    if (over && known) {
      rows.delete(RowKey.monitor(id));
    } else if (!over && (!known || headDiffers(before, after))) {
      rows.put(RowKey.monitor(id), MONITORS.encode(StateAvro.row(after)));
      saveApart(id, RoundRows.apart(after.collector().open()));
      clock.storedWith(after.collector().head().changedAt());
    }
    for (long target : ChangedTargets.between(before, after)) {
      TargetRow row = StateAvro.row(after, target);
      if (row == null) {
        rows.delete(RowKey.target(id, target));
      } else {
        rows.put(RowKey.target(id, target), TARGETS.encode(row));
      }
    }
    saveEarly(before.collector().early(), after.collector().early());
    if (over) {
      hours.cancel(id);
    } else {
      schedule(after, known ? before.roundDue(limits) : null);
    }
  }

  /**
   * Puts rows of rounds that have none yet, and deletes those of rounds that need none any more.
   */
  private void saveApart(long id, List<OpenRound> open) {
    Set<Instant> before = apart.getOrDefault(id, Set.of());
    if (open.isEmpty() && before.isEmpty()) {
      return;
    }
    Set<Instant> now = new HashSet<>();
    for (OpenRound round : open) {
      Instant at = RoundRows.at(round);
      now.add(at);
      if (!before.contains(at)) {
        rows.put(RowKey.round(id, at), ROUNDS.encode(RoundRows.row(round)));
      }
    }
    for (Instant at : before) {
      if (!now.contains(at)) {
        rows.delete(RowKey.round(id, at));
      }
    }
    if (now.isEmpty()) {
      apart.remove(id);
    } else {
      apart.put(id, now);
    }
  }

  private static boolean headDiffers(Monitor before, Monitor after) {
    return !before.collector().head().equals(after.collector().head())
        || !Objects.equals(before.rollups().owner(), after.rollups().owner())
        || !sameRounds(before.collector().open(), after.collector().open())
        || !Objects.equals(
            StateAvro.anchor(before.outages().pacing()),
            StateAvro.anchor(after.outages().pacing()));
  }

  private static boolean sameRounds(List<OpenRound> before, List<OpenRound> after) {
    boolean same = before.size() == after.size();
    for (int i = 0; same && i < before.size(); i++) {
      same = before.get(i).opened().equals(after.get(i).opened());
    }
    return same;
  }

  /** What is kept on stays the same object, so that a crowd of it is not compared by its fields. */
  @SuppressWarnings("ReferenceEquality")
  private void saveEarly(List<Early> before, List<Early> after) {
    if (before == after) {
      return;
    }
    if (after.size() > before.size()) {
      for (Early early : after.subList(before.size(), after.size())) {
        countEarly(early, 1);
        put(early);
      }
      return;
    }
    Set<Early> kept = Collections.newSetFromMap(new IdentityHashMap<>());
    kept.addAll(after);
    for (Early early : before) {
      if (!kept.contains(early)) {
        countEarly(early, -1);
        rows.delete(RowKey.early(early.answer()));
      }
    }
  }

  private void put(Early early) {
    rows.put(RowKey.early(early.answer()), EARLY.encode(StateAvro.row(early, earlyOrder++)));
  }

  private void countEarly(Early early, int change) {
    earlyOfNode.merge(early.answer().vote().node(), change, (a, b) -> a + b == 0 ? null : a + b);
  }

  private void schedule(Monitor monitor, @Nullable Instant scheduled) {
    Instant due = monitor.roundDue(limits);
    if (due != null && !due.equals(scheduled)) {
      dues.add(new Due(due, monitor.id()));
    }
    hours.set(monitor.id(), monitor.hourDue());
  }

  private static @Nullable Instant hourDue(@Nullable Monitor monitor) {
    return monitor == null ? null : monitor.hourDue();
  }
}
