package io.iplive.gateway.kafka.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.gateway.monitor.TargetId;
import io.iplive.gateway.state.RoundFact;
import io.iplive.gateway.state.StateStore;
import io.iplive.gateway.state.TargetState.Standing;
import io.iplive.gateway.state.Watched;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LastStatesTest {

  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration EVERY = Duration.ofSeconds(5);

  private final Kept store = new Kept();
  private final LastStates states = new LastStates(store);

  @Test
  void whatIsReadIsTold() {
    states.take(0, 0, started(1, 10, 11));
    states.take(0, 1, closed(1, 10));
    assertThat(states.of(List.of(new TargetId(10), new TargetId(11), new TargetId(12))))
        .hasSize(2)
        .hasEntrySatisfying(
            new TargetId(10), state -> assertThat(state.state()).isEqualTo(Standing.UP))
        .hasEntrySatisfying(
            new TargetId(11), state -> assertThat(state.state()).isEqualTo(Standing.UNKNOWN));
    states.take(0, 2, new RoundFact.Changed(1, RoundFact.Kind.STOPPED, T0, List.of()));
    assertThat(states.of(List.of(new TargetId(10)))).isEmpty();
  }

  @Test
  void onlyWhatChangedIsSavedAndOnce() {
    states.take(0, 0, started(1, 10));
    states.take(1, 0, started(2, 20));
    states.readTo(0, 1);
    states.readTo(1, 1);
    states.save(T0, EVERY);
    assertThat(store.saved.getLast()).containsExactlyInAnyOrder(1L, 2L);
    states.take(0, 1, closed(1, 10));
    states.take(0, 2, closed(1, 10));
    states.readTo(0, 3);
    states.save(T0, EVERY);
    assertThat(store.saved.getLast()).containsExactly(1L);
    states.save(T0, EVERY);
    assertThat(store.saved.getLast()).isEmpty();
  }

  @Test
  void whatAnotherReplicaHasSavedIsNotSavedAgainAndTheRestIs() {
    states.take(0, 5, started(1, 10));
    states.take(0, 9, started(2, 20));
    states.readTo(0, 10);
    store.others = Map.of(0, 7L);
    states.save(T0, EVERY);
    store.others = Map.of();
    states.save(T0, EVERY);
    assertThat(store.saved.getLast()).containsExactly(2L);
  }

  @Test
  void aRestartGoesOnFromWhatIsKept() {
    states.take(0, 0, started(1, 10));
    states.take(0, 1, closed(1, 10));
    states.readTo(0, 2);
    states.save(T0, EVERY);
    LastStates next = new LastStates(store);
    assertThat(next.load()).isEqualTo(Map.of(0, 2L));
    TargetId target = new TargetId(10);
    assertThat(next.of(List.of(target))).isEqualTo(states.of(List.of(target)));
    next.take(0, 1, closed(1, 10));
    assertThat(next.of(List.of(target))).isEqualTo(states.of(List.of(target)));
  }

  @Test
  void whatIsNoMoreKeptIsNotToldAfterAReload() {
    states.take(0, 0, started(1, 10));
    assertThat(states.load()).isEmpty();
    assertThat(states.of(List.of(new TargetId(10)))).isEmpty();
  }

  private static RoundFact started(long monitor, long... targets) {
    List<RoundFact.Addressed> addressed = new ArrayList<>();
    for (long target : targets) {
      addressed.add(new RoundFact.Addressed(new TargetId(target), 1));
    }
    return new RoundFact.Changed(monitor, RoundFact.Kind.STARTED, T0, addressed);
  }

  private static RoundFact closed(long monitor, long target) {
    return new RoundFact.Closed(
        monitor,
        T0,
        2,
        1,
        Duration.ofSeconds(60),
        List.of(new RoundFact.Ending(new TargetId(target), 1, RoundFact.Outcome.UP, 200, 5)));
  }

  /** In memory; {@code others} is what another replica has just saved. */
  private static final class Kept implements StateStore {

    private final Map<Long, Map<TargetId, Watched>> monitors = new HashMap<>();
    private final Map<Integer, Long> positions = new HashMap<>();
    private final List<Set<Long>> saved = new ArrayList<>();
    private Map<Integer, Long> others = Map.of();

    @Override
    public Snapshot load() {
      return new Snapshot(Map.copyOf(monitors), Map.copyOf(positions));
    }

    @Override
    public Map<Integer, Long> save(
        Map<Long, Map<TargetId, Watched>> changed,
        Map<Integer, Long> readTo,
        Instant savedAt,
        Instant notSince) {
      if (!others.isEmpty()) {
        return others;
      }
      saved.add(Set.copyOf(changed.keySet()));
      monitors.putAll(changed);
      positions.putAll(readTo);
      return readTo;
    }
  }
}
