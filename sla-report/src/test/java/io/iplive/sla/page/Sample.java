package io.iplive.sla.page;

import io.iplive.sla.figures.Report;
import io.iplive.sla.figures.ReportBuilder;
import io.iplive.sla.figures.Terms;
import io.iplive.sla.history.Definition;
import io.iplive.sla.history.Fact;
import io.iplive.sla.history.Fact.Judged;
import io.iplive.sla.history.Fact.Named;
import io.iplive.sla.history.Fact.Outcome;
import io.iplive.sla.history.Fact.Vote;
import io.iplive.sla.history.Fact.What;
import io.iplive.sla.history.Notices.Step;
import io.iplive.sla.history.Outages.End;
import io.iplive.sla.history.PartitionHistory;
import io.iplive.sla.maintenance.Span;
import io.iplive.sla.span.Grid;
import io.iplive.sla.span.Range;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** March 2026 of a small hosting customer in Berlin: rounds each five minutes of seven sites. */
final class Sample {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final int PERIOD = 300;
  private static final long ADDED_LATER = 6;

  private static final List<String> NAMES =
      List.of(
          "Online shop",
          "Customer portal",
          "api.example.net",
          "Почта",
          "论坛",
          "A <b>bold</b> & \"quoted\" name",
          "Documentation, a site whose name is rather long for a column of this width");

  private static final Range MARCH =
      new Range(
          LocalDate.parse("2026-03-01").atStartOfDay(BERLIN).toInstant(),
          LocalDate.parse("2026-04-01").atStartOfDay(BERLIN).toInstant(),
          BERLIN);

  /** The night of the 6th, two hours. */
  private static final Span MAINTENANCE =
      new Span(
          Instant.parse("2026-03-06T00:00:00Z").toEpochMilli(),
          Instant.parse("2026-03-06T02:00:00Z").toEpochMilli());

  private Sample() {}

  static Report report() {
    Random random = new Random(11);
    Grid grid = Grid.of(MARCH);
    ReportBuilder builder = new ReportBuilder(grid, new Terms(new BigDecimal("99.9"), false), 500);
    PartitionHistory history = new PartitionHistory(grid, true);
    for (int i = 0; i < NAMES.size(); i++) {
      monitor(history, i + 1, random);
    }
    notices(history, random);
    history.finish(
        MARCH.to().plus(Duration.ofDays(3)).toEpochMilli(), Map.of(3L, List.of(MAINTENANCE)));
    builder.add(history);
    return builder.report(
        "Example GmbH", Map.of(1L, "192.0.2.10", 2L, "198.51.100.7", 3L, "2001:db8::5"));
  }

  private static void monitor(PartitionHistory history, long id, Random random) {
    long begin = MARCH.start() - 86_400_000 + (id == ADDED_LATER ? 11L * 86_400_000 : 0);
    history.defined(
        new Definition(
            id,
            NAMES.get((int) id - 1),
            null,
            null,
            null,
            false,
            List.of(new Definition.Addressed(id, id, "203.0.113." + id))),
        begin,
        false);
    List<long[]> outages = outages(id, begin, random);
    for (int i = 0; i < outages.size(); i++) {
      long outage = id * 100 + i;
      history.opened(id, id, outage, outages.get(i)[0], i % 3 == 0 ? 2020 : 2040);
      history.closed(id, id, outage, outages.get(i)[1], i == 4 ? End.STOPPED : End.RECOVERED);
    }
    command(history, id, What.STARTED, begin);
    int next = 0;
    for (long at = begin + 60_000; at < MARCH.end(); at += PERIOD * 1_000L) {
      while (next < outages.size() && outages.get(next)[1] <= at) {
        next++;
      }
      boolean down = next < outages.size() && outages.get(next)[0] <= at;
      long day = (at - MARCH.start()) / 86_400_000;
      if (id == 4 && day == 16) {
        continue;
      }
      if (id == 2 && day >= 20 && day < 23) {
        if (day == 20 && at % 86_400_000 < PERIOD * 1_000L) {
          command(history, id, What.PAUSED, at);
        }
        continue;
      }
      if (id == 2 && day == 23 && at % 86_400_000 < PERIOD * 1_000L) {
        command(history, id, What.STARTED, at);
      }
      boolean unclear = id == 5 && random.nextInt(400) == 0;
      round(
          history,
          id,
          at,
          unclear ? Outcome.INCONCLUSIVE : down ? Outcome.DOWN : Outcome.UP,
          random);
    }
  }

  private static List<long[]> outages(long id, long begin, Random random) {
    List<long[]> outages = new ArrayList<>();
    int count = id == 3 ? 14 : id == 7 ? 0 : (int) id;
    long step = (MARCH.end() - begin) / (count + 1);
    for (int i = 1; i <= count; i++) {
      long since = begin + i * step + random.nextInt(36_000) * 100L;
      outages.add(new long[] {since, since + 60_000L * (2 + random.nextInt(id == 3 ? 55 : 14))});
    }
    return outages;
  }

  private static void command(PartitionHistory history, long id, What what, long at) {
    history.take(id, new Fact.Command(what, at, at, PERIOD, List.of(new Named(id, id, 1))));
  }

  private static void round(
      PartitionHistory history, long id, long at, Outcome outcome, Random random) {
    List<Vote> votes = new ArrayList<>();
    int base = (int) (40 + id * 35);
    int millis = base + (int) Math.exp(random.nextGaussian() + 3);
    for (long node = 1; node <= 3; node++) {
      boolean silent = outcome == Outcome.INCONCLUSIVE || random.nextInt(500) == 0;
      votes.add(
          new Vote(node, silent ? null : outcome, silent ? -1 : (millis + node * 20) * 1_000));
    }
    history.take(
        id,
        new Fact.Round(
            at,
            PERIOD,
            List.of(new Judged(id, id, 1, outcome, outcome == Outcome.UP ? millis : null, votes))));
  }

  private static void notices(PartitionHistory history, Random random) {
    for (int i = 0; i < 90; i++) {
      String channel = List.of("email", "http", "sms").get(i % 3);
      long at = MARCH.start() + random.nextInt(2_500_000) * 1_000L;
      history.notices().taken(channel, Step.RECORDED, at, -1, 0);
      Step end = i == 40 ? Step.GIVEN_UP : i == 41 ? Step.DROPPED : Step.DELIVERED;
      history
          .notices()
          .taken(channel, end, at, 80 + random.nextInt(900), channel.equals("sms") ? 2 : 0);
    }
  }
}
