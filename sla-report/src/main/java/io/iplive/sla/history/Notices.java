package io.iplive.sla.history;

import io.iplive.sla.span.Range;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of notices in the range, by channel. Callbacks of rounds are apart: there is one a
 * round, and whichever a newer round overtakes is dropped.
 */
public final class Notices {

  /** A step of a notice. */
  public enum Step {
    RECORDED,
    DELIVERED,
    GIVEN_UP,
    DROPPED
  }

  /** One channel. */
  public static final class Channel {
    private final Map<Step, Long> steps = new EnumMap<>(Step.class);
    private final Responses latencies = new Responses();
    private long parts;

    public long count(Step step) {
      return steps.getOrDefault(step, 0L);
    }

    /** Of the attempts that delivered. */
    public Responses latencies() {
      return latencies;
    }

    /** Parts of messages, as the provider counted them. */
    public long parts() {
      return parts;
    }

    private void add(Channel other) {
      other.steps.forEach((step, more) -> steps.merge(step, more, Long::sum));
      latencies.add(other.latencies);
      parts += other.parts;
    }
  }

  private final Range range;
  private final TreeMap<String, Channel> channels = new TreeMap<>();
  private long roundsGivenUp;

  Notices(Range range) {
    this.range = range;
  }

  /** Of nothing yet. */
  public static Notices none(Range range) {
    return new Notices(range);
  }

  /**
   * A step of a notice.
   *
   * @param latencyMillis of its last attempt; negative: none
   * @param parts of a message; 0: it is none
   */
  public void taken(String channel, Step step, long at, int latencyMillis, int parts) {
    if (!range.holds(at)) {
      return;
    }
    Channel sums = channels.computeIfAbsent(channel, _ -> new Channel());
    sums.steps.merge(step, 1L, Long::sum);
    if (step == Step.DELIVERED) {
      sums.parts += parts;
      if (latencyMillis >= 0) {
        sums.latencies.add(latencyMillis);
      }
    }
  }

  /** A callback of a round was given up. */
  public void roundGivenUp(long at) {
    roundsGivenUp += range.holds(at) ? 1 : 0;
  }

  /** How many callbacks of rounds were given up. */
  public long roundsGivenUp() {
    return roundsGivenUp;
  }

  /** Adds those of another. */
  public void add(Notices other) {
    other.channels.forEach(
        (name, channel) -> channels.computeIfAbsent(name, _ -> new Channel()).add(channel));
    roundsGivenUp += other.roundsGivenUp;
  }

  /** By name. */
  public SortedMap<String, Channel> channels() {
    return channels;
  }
}
