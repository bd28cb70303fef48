package io.iplive.notifier.smsc;

import io.iplive.notifier.smsc.SmsBook.Numbers;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Keeps numbers from being given out twice. A database that came back from a backup knows nothing
 * of those that were given out since; what was published does.
 */
public final class Numbering {

  private final Counters counters;
  private final Published published;
  private final Numbers range;

  public Numbering(Counters counters, Published published, Numbers range) {
    this.counters = counters;
    this.published = published;
    this.range = range;
  }

  /** What the database counts. */
  public interface Counters {

    Counted counted();

    /** Goes on behind these, unless it is there already. */
    void pass(int smsId, long position);
  }

  /**
   * How far it has counted.
   *
   * @param position of the last step put down for deliveries.v1
   * @param newest when its last SMS was put down; null: it has none
   */
  public record Counted(long position, @Nullable Instant newest) {}

  /** What was published of deliveries. */
  public interface Published {

    /** The highest position of a step; 0: there is none. */
    long position();

    /**
     * The highest number of an SMS; 0: there is none.
     *
     * @param since null: ever
     */
    int highest(@Nullable Instant since, Numbers range);
  }

  /** To be called before a number is given out. */
  public void catchUp() {
    Counted counted = counters.counted();
    long position = published.position();
    if (position > counted.position()) {
      counters.pass(published.highest(counted.newest(), range), position);
    }
  }
}
