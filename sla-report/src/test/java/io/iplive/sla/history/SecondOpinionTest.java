package io.iplive.sla.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.sla.figures.OutageSums;
import io.iplive.sla.figures.Report;
import io.iplive.sla.figures.ReportBuilder;
import io.iplive.sla.figures.Terms;
import io.iplive.sla.history.Fact.Judged;
import io.iplive.sla.history.Fact.Named;
import io.iplive.sla.history.Fact.Outcome;
import io.iplive.sla.history.Fact.What;
import io.iplive.sla.span.Grid;
import io.iplive.sla.span.Kind;
import io.iplive.sla.span.Range;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The same once more, in another way: every second of a random history is asked by itself what it
 * was, what the clock showed, and is counted. Outages are drawn without regard to rounds: whatever
 * they are, the second inside one is down once anything is recorded.
 */
class SecondOpinionTest {

  private static final int HISTORIES = 150;
  private static final int STALE = 121;

  private static final List<String> ZONES =
      List.of("UTC", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe", "America/St_Johns");

  /** Nights in which one of the clocks is changed, and one of a leap day. */
  private static final List<Instant> NIGHTS =
      List.of(
          Instant.parse("2026-03-28T22:00:00Z"),
          Instant.parse("2026-10-24T22:00:00Z"),
          Instant.parse("2026-04-04T12:00:00Z"),
          Instant.parse("2026-10-03T12:00:00Z"),
          Instant.parse("2026-03-08T02:00:00Z"),
          Instant.parse("2028-02-28T21:00:00Z"));

  /** What was seen last at a second, and what that makes of the time after it. */
  private record Sight(long at, Kind after) {}

  private record Counts(
      Map<Kind, Long> kinds,
      Map<LocalDate, Long> downOfDay,
      Map<LocalDateTime, Long> downOfHour,
      Sums sums) {}

  /** Of outages; lengths are milliseconds, -1 where there is nothing to divide by. */
  private record Sums(
      long count, long began, long recovered, long mttr, long mtbf, long longest, long penalty) {}

  private final List<Fact> facts = new ArrayList<>();
  private final List<Sight> sights = new ArrayList<>();
  private final List<long[]> outages = new ArrayList<>();

  @Test
  void everySecondIsWhatTheFoldSaysItIs() {
    for (long seed = 1; seed <= HISTORIES; seed++) {
      facts.clear();
      sights.clear();
      outages.clear();
      Random random = new Random(seed);
      long begin = NIGHTS.get(random.nextInt(NIGHTS.size())).getEpochSecond();
      draw(random, begin);
      long from = begin - 900 + random.nextInt(3_600);
      long to = from + 1 + random.nextInt(30_000);
      ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
      Range range = new Range(Instant.ofEpochSecond(from), Instant.ofEpochSecond(to), zone);
      assertThat(folded(range)).as("seed %d, %s", seed, range).isEqualTo(counted(range));
    }
  }

  private void draw(Random random, long begin) {
    long at = begin + random.nextInt(1_000);
    begin(at);
    for (int i = 0; i < 250; i++) {
      int dice = random.nextInt(100);
      at += dice < 3 ? random.nextInt(2_000) : 60 + random.nextInt(3);
      if (dice < 92) {
        round(at, random);
      } else if (dice < 94) {
        command(What.PAUSED, at, Kind.PAUSED);
        at += random.nextInt(1_500);
        command(What.CHANGED, at, null);
        command(What.STARTED, at, Kind.UNMONITORED);
      } else if (dice < 95) {
        command(What.REMOVED, at, Kind.ABSENT);
        at += random.nextInt(900);
        begin(at);
      } else {
        command(random.nextBoolean() ? What.CHANGED : What.MOVED, at, null);
      }
    }
    for (long since = begin + random.nextInt(900); since < at; since += random.nextInt(4_000)) {
      long until = since + 1 + random.nextInt(1_200);
      outages.add(new long[] {since, until});
      since = until;
    }
  }

  private void begin(long at) {
    command(What.STARTED, at, Kind.UNMONITORED);
  }

  private void round(long at, Random random) {
    int dice = random.nextInt(12);
    Outcome outcome =
        dice == 0
            ? Outcome.CANCELLED
            : dice == 1 ? Outcome.INCONCLUSIVE : dice < 5 ? Outcome.DOWN : Outcome.UP;
    // Some rounds still are of the address before the last.
    boolean older = random.nextInt(15) == 0;
    facts.add(
        new Fact.Round(
            at * 1_000,
            60,
            List.of(new Judged(Told.TARGET, 1, older ? 1 : 2, outcome, null, List.of()))));
    if (outcome != Outcome.CANCELLED && !older) {
      sights.add(new Sight(at, outcome == Outcome.INCONCLUSIVE ? Kind.INCONCLUSIVE : Kind.UP));
    }
  }

  private void command(What what, long at, @Nullable Kind after) {
    facts.add(
        new Fact.Command(what, at * 1_000, at * 1_000, 60, List.of(new Named(Told.TARGET, 1, 2))));
    if (after != null) {
      sights.add(new Sight(at, after));
    }
  }

  private Counts folded(Range range) {
    PartitionHistory history = new PartitionHistory(Grid.of(range), true);
    for (int i = 0; i < outages.size(); i++) {
      history.opened(Told.MONITOR, Told.TARGET, i + 1, outages.get(i)[0] * 1_000, 0);
      history.closed(
          Told.MONITOR, Told.TARGET, i + 1, outages.get(i)[1] * 1_000, Outages.End.RECOVERED);
    }
    facts.forEach(fact -> history.take(Told.MONITOR, fact));
    history.finish(range.to().plus(Told.LATER).toEpochMilli(), Map.of());
    TargetHistory target = history.targets().findFirst().orElseThrow();
    Map<Kind, Long> kinds = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      put(kinds, kind, target.times().of(kind));
    }
    Grid grid = target.ledger().grid();
    Map<LocalDate, Long> downOfDay = new TreeMap<>();
    for (int day = 0; day < grid.dates().size(); day++) {
      put(downOfDay, grid.dates().get(day), target.ledger().days().down(day));
    }
    Map<LocalDateTime, Long> downOfHour = new TreeMap<>();
    for (int cell = 0; cell < grid.size(); cell++) {
      put(
          downOfHour,
          grid.dates().get(grid.day(cell)).atTime(grid.hour(cell), 0),
          history.heat().down(cell));
    }
    return new Counts(kinds, downOfDay, downOfHour, sums(grid, history));
  }

  private static Sums sums(Grid grid, PartitionHistory history) {
    ReportBuilder builder = new ReportBuilder(grid, new Terms(new BigDecimal("99.9"), false), 500);
    builder.add(history);
    Report report = builder.report("acme", Map.of());
    OutageSums sums = report.outages();
    return new Sums(
        sums.count(),
        sums.began(),
        sums.recovered(),
        sums.mttr().orElse(-1L),
        sums.mtbf(report.times().of(Kind.UP)).orElse(-1L),
        sums.longestMillis(),
        report.penaltyMinutes());
  }

  private static <K> void put(Map<K, Long> map, K key, long millis) {
    if (millis != 0) {
      map.merge(key, millis / 1_000, Long::sum);
    }
  }

  private Counts counted(Range range) {
    Map<Kind, Long> kinds = new EnumMap<>(Kind.class);
    Map<LocalDate, Long> downOfDay = new TreeMap<>();
    Map<LocalDateTime, Long> downOfHour = new TreeMap<>();
    int last = -1;
    for (long at = range.from().getEpochSecond(); at < range.to().getEpochSecond(); at++) {
      while (last + 1 < sights.size() && sights.get(last + 1).at() <= at) {
        last++;
      }
      Kind kind = last >= 0 && isDown(at) ? Kind.DOWN : kind(last);
      kinds.merge(kind, 1L, Long::sum);
      if (kind == Kind.DOWN) {
        LocalDateTime clock = Instant.ofEpochSecond(at).atZone(range.zone()).toLocalDateTime();
        downOfDay.merge(clock.toLocalDate(), 1L, Long::sum);
        downOfHour.merge(clock.truncatedTo(ChronoUnit.HOURS), 1L, Long::sum);
      }
    }
    long up = kinds.getOrDefault(Kind.UP, 0L);
    return new Counts(
        kinds, downOfDay, downOfHour, counted(range, up, kinds.getOrDefault(Kind.DOWN, 0L)));
  }

  private Sums counted(Range range, long up, long down) {
    long from = range.from().getEpochSecond();
    long to = range.to().getEpochSecond();
    long count = 0;
    long began = 0;
    long recovered = 0;
    long whole = 0;
    long longest = 0;
    for (long[] outage : outages) {
      long inside = Math.min(outage[1], to) - Math.max(outage[0], from);
      count += inside > 0 ? 1 : 0;
      began += inside > 0 && outage[0] >= from ? 1 : 0;
      boolean ended = inside > 0 && outage[1] <= to;
      recovered += ended ? 1 : 0;
      whole += ended ? outage[1] - outage[0] : 0;
      longest = Math.max(longest, inside);
    }
    // A thousandth of the time that counts may be down: of a second, a millisecond.
    long tooMuch = Math.max(0, down * 1_000 - (up + down));
    return new Sums(
        count,
        began,
        recovered,
        recovered == 0 ? -1 : whole * 1_000 / recovered,
        began == 0 ? -1 : up * 1_000 / began,
        longest * 1_000,
        (tooMuch + 59_999) / 60_000);
  }

  private boolean isDown(long at) {
    return outages.stream().anyMatch(outage -> outage[0] <= at && at < outage[1]);
  }

  private Kind kind(int last) {
    if (last < 0) {
      return Kind.UNKNOWN;
    }
    Sight sight = sights.get(last);
    boolean ofRound = sight.after() == Kind.UP || sight.after() == Kind.INCONCLUSIVE;
    boolean late = last + 1 == sights.size() || sights.get(last + 1).at() > sight.at() + STALE;
    return ofRound && late ? Kind.STALE : sight.after();
  }
}
