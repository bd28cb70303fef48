package io.iplive.gateway.explain;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the topics say, oldest first.
 *
 * @param since how far back they were read
 * @param tickAt when the scheduler last ticked on the monitor's partition; null: not since then
 */
public record Traces(Instant since, @Nullable Instant tickAt, List<Trace> all) {

  /** In the order of their times. */
  public Traces {
    all = all.stream().sorted(Comparator.comparing(Trace::at)).toList();
  }

  <T extends Trace> List<T> of(Class<T> kind) {
    return all.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  <T extends Trace> Optional<T> last(Class<T> kind) {
    List<T> some = of(kind);
    return some.isEmpty() ? Optional.empty() : Optional.of(some.getLast());
  }
}
