package io.iplive.gateway.job;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The newest part of one node's job topic: jobs of the last half minute, to be handed out, and for
 * longer what was asked, to judge answers by. Not for use by several threads.
 */
public final class JobLog {

  /** Jobs older than this are worth no start any more. */
  public static final Duration HANDED_OUT = Duration.ofSeconds(30);

  private final Duration remembered;
  private final Deque<Entry> ring = new ArrayDeque<>();
  private final Deque<Remembered> order = new ArrayDeque<>();
  private final Map<Question, Asked> asked = new HashMap<>();

  /** A job and its place in the topic. */
  public record Entry(long offset, Instant appendedAt, Job job) {}

  private record Remembered(Instant appendedAt, Question question) {}

  /**
   * An empty log.
   *
   * @param remembered how long after its job an answer may come
   */
  public JobLog(Duration remembered) {
    this.remembered = remembered;
  }

  /** Takes the next job of the topic. */
  public void add(Entry entry, Instant now) {
    Question question = entry.job().question();
    if (asked.putIfAbsent(question, entry.job().asked()) == null) {
      order.addLast(new Remembered(entry.appendedAt(), question));
    }
    if (entry.appendedAt().isAfter(now.minus(HANDED_OUT))) {
      ring.addLast(entry);
    }
  }

  /** Lets go of what is too old. */
  public void forget(Instant now) {
    Instant handedOut = now.minus(HANDED_OUT);
    while (!ring.isEmpty() && !ring.getFirst().appendedAt().isAfter(handedOut)) {
      ring.removeFirst();
    }
    Instant useful = now.minus(remembered);
    while (!order.isEmpty() && order.getFirst().appendedAt().isBefore(useful)) {
      asked.remove(order.removeFirst().question());
    }
  }

  /** The jobs from an offset on, in the topic's order. */
  public List<Entry> from(long offset, int most) {
    return ring.stream().filter(entry -> entry.offset() >= offset).limit(most).toList();
  }

  /** What the node was asked of a target in a round. */
  public Optional<Asked> asked(Question question) {
    return Optional.ofNullable(asked.get(question));
  }

  /** An answer was taken. */
  public void answered(Question question) {
    asked.computeIfPresent(question, (_, known) -> known.withAnswer());
  }

  /** How many questions are remembered. */
  public int size() {
    return asked.size();
  }
}
