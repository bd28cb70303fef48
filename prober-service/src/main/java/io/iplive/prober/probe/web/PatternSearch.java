package io.iplive.prober.probe.web;

import io.iplive.schemas.SearchPattern;
import java.util.function.LongSupplier;

/**
 * Looks for a customer's pattern in a page, for so long at most: others wait for the same thread.
 */
public enum PatternSearch {
  FOUND,
  ABSENT,
  TOO_COSTLY;

  private static final long LONGEST_NANOS = 1_000_000_000L;

  /** A character of the page may take as many steps as the pattern has elements. */
  private static final int CHARACTERS_BETWEEN_LOOKS_AT_THE_CLOCK = 64;

  /**
   * Searches.
   *
   * @param nanoTime a clock of which only differences mean something
   */
  public static PatternSearch of(SearchPattern pattern, CharSequence text, LongSupplier nanoTime) {
    try {
      return pattern.isIn(new Timed(text, new Time(nanoTime))) ? FOUND : ABSENT;
    } catch (OutOfTime e) {
      return TOO_COSTLY;
    } catch (StackOverflowError e) {
      // The matcher goes a level deeper with each element that takes no character.
      return TOO_COSTLY;
    }
  }

  private static final class Time {

    private final LongSupplier nanoTime;
    private final long startedNanos;
    private int characters;

    Time(LongSupplier nanoTime) {
      this.nanoTime = nanoTime;
      this.startedNanos = nanoTime.getAsLong();
    }

    void passes() {
      if (++characters % CHARACTERS_BETWEEN_LOOKS_AT_THE_CLOCK == 0
          && nanoTime.getAsLong() - startedNanos > LONGEST_NANOS) {
        throw new OutOfTime();
      }
    }
  }

  private static final class OutOfTime extends RuntimeException {

    OutOfTime() {
      super(null, null, false, false);
    }
  }

  private record Timed(CharSequence text, Time time) implements CharSequence {

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      time.passes();
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int from, int to) {
      return new Timed(text.subSequence(from, to), time);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
