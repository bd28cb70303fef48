package io.iplive.verdict.rollup;

import java.time.Instant;

/**
 * One hour of a target, as far as it is told.
 *
 * @param number of the hour since the epoch
 * @param settled what the time was, for certain
 * @param doubted what the time was if the errors there are do not become an outage, or the good
 *     rounds there are do not fail to end one; else that time was down
 * @param checks conclusive ones
 * @param checksDown failing ones of them
 * @param outages that began
 */
public record Hour(
    int number,
    Times settled,
    Times doubted,
    int checks,
    int checksDown,
    int outages,
    Sketch response) {

  private static final long MILLIS = 3_600_000;

  static Hour empty(int number) {
    return new Hour(number, Times.NONE, Times.NONE, 0, 0, 0, Sketch.EMPTY);
  }

  static int of(Instant at) {
    return Math.toIntExact(Math.floorDiv(at.toEpochMilli(), MILLIS));
  }

  static Instant start(int number) {
    return Instant.ofEpochMilli(number * MILLIS);
  }

  Hour withSettled(Times times) {
    return new Hour(number, times, doubted, checks, checksDown, outages, response);
  }

  Hour withDoubted(Times times) {
    return new Hour(number, settled, times, checks, checksDown, outages, response);
  }

  Hour withCheck(boolean down, Sketch times) {
    return new Hour(
        number, settled, doubted, checks + 1, checksDown + (down ? 1 : 0), outages, times);
  }

  Hour withOutage() {
    return new Hour(number, settled, doubted, checks, checksDown, outages + 1, response);
  }

  /** What its time was, as far as that can be told. */
  Times times() {
    return settled.plus(doubted);
  }
}
