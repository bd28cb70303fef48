package io.iplive.sla.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.sla.history.PartitionHistory;
import io.iplive.sla.history.TargetHistory;
import io.iplive.sla.span.Grid;
import io.iplive.sla.span.Kind;
import io.iplive.sla.span.Range;
import io.iplive.sla.span.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * rollups.v1 against rounds.v1 and outages.v1 over the same range, as the verdict writes them: the
 * hours have to come to what the rounds say, target by target, hour by hour.
 */
class AgreementTest {

  private static final long LIVES = 150;

  @Test
  void hoursComeToWhatTheirRoundsAndOutagesSay() {
    forAll(seed -> {
      Life life = Life.of(seed);
      PartitionHistory byRounds = rounds(life, life.end(), true, Instant.EPOCH);
      PartitionHistory byHours = hours(life, life.end());
      assertThat(simply(byHours)).as("seed %d", seed).isEqualTo(simply(byRounds));
      assertThat(downs(byHours, life)).as("seed %d", seed).isEqualTo(downs(byRounds, life));
    });
  }

  @Test
  void aRangeWhoseEarlierRoundsAreNotKeptComesToTheSame() {
    forAll(seed -> {
      Life life = Life.of(seed);
      Random random = new Random(seed);
      Instant kept =
          Life.BEGIN.plusSeconds(
              random.nextLong(Duration.between(Life.BEGIN, life.end()).toSeconds()));
      PartitionHistory mixed = rounds(life, life.end(), false, kept);
      assertThat(simply(mixed))
          .as("seed %d", seed)
          .isEqualTo(simply(rounds(life, life.end(), true, Instant.EPOCH)));
    });
  }

  @Test
  void checksAndResponseTimesAreTheSameByRoundAndByHour() {
    forAll(seed -> {
      Life life = Life.of(seed);
      Map<Long, TargetHistory> byRounds = byId(rounds(life, life.end(), true, Instant.EPOCH));
      byId(hours(life, life.end()))
          .forEach((id, target) ->
              assertThat(checks(target))
                  .as("seed %d, target %d", seed, id)
                  .isEqualTo(checks(byRounds.get(id))));
    });
  }

  private static List<Long> checks(@Nullable TargetHistory target) {
    if (target == null) {
      return List.of();
    }
    List<Long> figures = new ArrayList<>(List.of(target.checks(), target.checksDown()));
    figures.add(target.responses().count());
    for (int percent = 5; target.responses().count() > 0 && percent <= 100; percent += 5) {
      figures.add(target.responses().percentile(percent));
    }
    return figures;
  }

  private static PartitionHistory rounds(Life life, Instant end, boolean whole, Instant kept) {
    return history(
        life,
        end,
        whole,
        history -> {
          life.tellRounds(history, kept);
          life.tellRollups(history);
        });
  }

  private static PartitionHistory hours(Life life, Instant end) {
    return history(life, end, false, life::tellRollups);
  }

  private static PartitionHistory history(
      Life life, Instant end, boolean whole, Consumer<PartitionHistory> rest) {
    Range range = new Range(Life.BEGIN.minusSeconds(1_220), end, ZoneOffset.UTC);
    PartitionHistory history = new PartitionHistory(Grid.of(range), whole);
    life.tellOutages(history);
    rest.accept(history);
    history.finish(end.plus(Duration.ofDays(9)).toEpochMilli(), Map.of());
    return history;
  }

  /**
   * By target, what hours can tell apart: of stale time they say that it was unmonitored, and
   * nothing of a target that went as it came, or never did.
   */
  private static Map<Long, String> simply(PartitionHistory history) {
    Range range = history.grid().range();
    Times nothing = new Times(Map.of(Kind.UNKNOWN, range.end() - range.start()), 0);
    Map<Long, String> simple = new TreeMap<>();
    Life.TARGETS.forEach(id -> simple.put(id, simple(nothing)));
    byId(history).forEach((id, target) -> simple.put(id, simple(target.times())));
    return simple;
  }

  private static String simple(Times times) {
    return "up %d down %d inconclusive %d unmonitored %d paused %d else %d"
        .formatted(
            times.of(Kind.UP),
            times.of(Kind.DOWN),
            times.of(Kind.INCONCLUSIVE),
            times.of(Kind.STALE) + times.of(Kind.UNMONITORED),
            times.of(Kind.PAUSED),
            times.of(Kind.ABSENT) + times.of(Kind.UNKNOWN));
  }

  private static Map<Instant, Long> downs(PartitionHistory history, Life life) {
    Grid grid = history.targets().findFirst().orElseThrow().ledger().grid();
    Map<Instant, Long> downs = new TreeMap<>();
    for (int cell = 0; cell < grid.size(); cell++) {
      downs.put(Instant.ofEpochMilli(grid.start(cell)), history.heat().down(cell));
    }
    assertThat(downs.keySet()).allMatch(at -> at.isBefore(life.end()));
    return downs;
  }

  private static Map<Long, TargetHistory> byId(PartitionHistory history) {
    Map<Long, TargetHistory> targets = new TreeMap<>();
    history.targets().forEach(target -> targets.put(target.target(), target));
    return targets;
  }

  private static void forAll(LongConsumer law) {
    LongStream.rangeClosed(1, LIVES).forEach(law);
  }
}
