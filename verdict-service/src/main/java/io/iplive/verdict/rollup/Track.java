package io.iplive.verdict.rollup;

import io.iplive.verdict.keyed.Keyed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The time of one target since its oldest hour that is not told for good.
 *
 * @param mark up to where its time is counted
 * @param seen what is known at the mark
 * @param doubt since when errors may yet become an outage, or good rounds yet end one; null:
 *     nothing is in doubt
 * @param hours without a gap, the newest is that of the mark
 * @param toldAt topic time of the last rollup
 */
public record Track(
    long id,
    long record,
    Instant mark,
    Seen seen,
    @Nullable Instant doubt,
    List<Hour> hours,
    Instant toldAt)
    implements Keyed {

  /** What the last thing seen of a target says of the time after it. */
  public enum Seen {
    /** No round since monitoring began, or since rounds stayed away. */
    NOTHING,
    /** A good round, or errors that are no outage. */
    GOOD,
    /** A round without a conclusion. */
    NO_CONCLUSION,
    /** It is paused or suspended. */
    PAUSED
  }

  public Track {
    hours = List.copyOf(hours);
  }

  static Track starting(long id, long record, Instant at, Seen seen) {
    return new Track(id, record, at, seen, null, List.of(Hour.empty(Hour.of(at))), Instant.EPOCH);
  }

  Track seeing(Seen next) {
    return new Track(id, record, mark, next, doubt, hours, toldAt);
  }

  Track told(Instant at, List<Hour> left) {
    return new Track(id, record, mark, seen, doubt, left, at);
  }

  /** The time up to {@code to} was this; in doubt, unless it was down whatever happens. */
  Track passed(Instant to, Span span) {
    Track next = this;
    boolean doubted = doubt != null;
    while (next.mark.isBefore(to)) {
      int number = Hour.of(next.mark);
      Instant end = earlier(to, Hour.start(number + 1));
      int millis = Math.toIntExact(Duration.between(next.mark, end).toMillis());
      next = next.counted(number, doubted, span, millis).marked(end);
    }
    return next;
  }

  private Track counted(int number, boolean doubted, Span span, int millis) {
    List<Hour> changed = new ArrayList<>(hours);
    int at = number - changed.getFirst().number();
    Hour hour = changed.get(at);
    changed.set(
        at,
        doubted
            ? hour.withDoubted(hour.doubted().with(span, millis))
            : hour.withSettled(hour.settled().with(span, millis)));
    return withHours(changed);
  }

  private Track marked(Instant at) {
    Track moved = new Track(id, record, at, seen, doubt, hours, toldAt);
    int newest = hours.getLast().number();
    if (Hour.of(at) == newest) {
      return moved;
    }
    List<Hour> more = new ArrayList<>(hours);
    more.add(Hour.empty(newest + 1));
    return moved.withHours(more);
  }

  /** From the mark on, the time is in doubt. */
  Track doubting() {
    return new Track(id, record, mark, seen, mark, hours, toldAt);
  }

  /** What was in doubt is settled: it was no outage, or the outage was over. */
  Track believed() {
    return settled(
        hours.stream()
            .map(hour -> hour.withSettled(hour.times()).withDoubted(Times.NONE))
            .toList());
  }

  /** What was in doubt is settled: it was down all the time. */
  Track disbelieved() {
    return settled(
        hours.stream()
            .map(hour ->
                hour.withSettled(hour.settled().with(Span.DOWN, hour.doubted().sum()))
                    .withDoubted(Times.NONE))
            .toList());
  }

  private Track settled(List<Hour> all) {
    return new Track(id, record, mark, seen, null, all, toldAt);
  }

  /** A conclusive check of that time; of an hour told already it counts in the oldest there is. */
  Track checked(Instant at, boolean down, @Nullable Integer responseMillis) {
    List<Hour> changed = new ArrayList<>(hours);
    int place = place(at);
    Hour hour = changed.get(place);
    Sketch response =
        down || responseMillis == null ? hour.response() : hour.response().with(responseMillis);
    changed.set(place, hour.withCheck(down, response));
    return withHours(changed);
  }

  /** An outage began at that time. */
  Track opened(Instant since) {
    List<Hour> changed = new ArrayList<>(hours);
    int place = place(since);
    changed.set(place, changed.get(place).withOutage());
    return withHours(changed);
  }

  private int place(Instant at) {
    int place = Hour.of(at) - hours.getFirst().number();
    return Math.clamp(place, 0, hours.size() - 1);
  }

  private Track withHours(List<Hour> changed) {
    return new Track(id, record, mark, seen, doubt, changed, toldAt);
  }

  /** Up to where nothing can change any more. */
  Instant settledTo() {
    return doubt == null ? mark : doubt;
  }

  static Instant earlier(Instant one, Instant other) {
    return other.isBefore(one) ? other : one;
  }
}
