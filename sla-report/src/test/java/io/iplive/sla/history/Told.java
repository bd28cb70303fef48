package io.iplive.sla.history;

import io.iplive.sla.history.Fact.Judged;
import io.iplive.sla.history.Fact.Named;
import io.iplive.sla.history.Fact.Outcome;
import io.iplive.sla.history.Fact.What;
import io.iplive.sla.maintenance.Span;
import io.iplive.sla.span.Grid;
import io.iplive.sla.span.Range;
import io.iplive.sla.span.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A history of monitor 7, target 101, told by hand; records in any order. Rounds come each 60 s.
 */
final class Told {

  static final long MONITOR = 7;
  static final long TARGET = 101;
  static final Duration LATER = Duration.ofDays(30);

  private record Outage(long id, Instant since, Instant until, Outages.End end) {}

  private final Range range;
  private final List<Fact> facts = new ArrayList<>();
  private final List<Rolled> hours = new ArrayList<>();
  private final List<Outage> outages = new ArrayList<>();
  private final List<Span> announced = new ArrayList<>();
  private final List<Definition> definitions = new ArrayList<>();
  private final List<Instant> definedAt = new ArrayList<>();
  private boolean whole = true;

  private Told(Range range) {
    this.range = range;
  }

  static Told of(String from, String to) {
    return of(from, to, "UTC");
  }

  static Told of(String from, String to, String zone) {
    return new Told(new Range(at(from), at(to), ZoneId.of(zone)));
  }

  static Instant at(String time) {
    return Instant.parse(time);
  }

  /** Older rounds are not kept. */
  Told cut() {
    whole = false;
    return this;
  }

  Told defined(String at, String address, boolean stopped) {
    definitions.add(
        new Definition(
            MONITOR,
            "shop",
            null,
            null,
            null,
            stopped,
            List.of(new Definition.Addressed(TARGET, 1, address))));
    definedAt.add(at(at));
    return this;
  }

  Told command(What what, String at) {
    return command(what, at, 1);
  }

  Told command(What what, String at, long addressVersion) {
    return command(what, at, at, addressVersion);
  }

  /** One that the topic had later. */
  Told late(What what, String at, String appended) {
    return command(what, at, appended, 1);
  }

  private Told command(What what, String at, String appended, long addressVersion) {
    facts.add(
        new Fact.Command(
            what,
            at(at).toEpochMilli(),
            at(appended).toEpochMilli(),
            60,
            List.of(new Named(TARGET, 1, addressVersion))));
    return this;
  }

  Told round(Outcome outcome, String at) {
    return round(outcome, at(at), 1);
  }

  Told round(Outcome outcome, Instant at, long addressVersion) {
    facts.add(
        new Fact.Round(
            at.toEpochMilli(),
            60,
            List.of(
                new Judged(
                    TARGET,
                    1,
                    addressVersion,
                    outcome,
                    outcome == Outcome.UP ? 40 : null,
                    List.of(new Fact.Vote(3, outcome, 40_000))))));
    return this;
  }

  /** Good rounds each minute, the first and the last included. */
  Told good(String from, String to) {
    for (Instant at = at(from); !at.isAfter(at(to)); at = at.plusSeconds(60)) {
      round(Outcome.UP, at, 1);
    }
    return this;
  }

  /** Bad rounds each minute, and the outage that came of them. */
  Told down(long id, String from, String to) {
    for (Instant at = at(from); at.isBefore(at(to)); at = at.plusSeconds(60)) {
      round(Outcome.DOWN, at, 1);
    }
    return outage(id, from, to);
  }

  /** One that ends by recovery; without an end where {@code until} is empty. */
  Told outage(long id, String since, String until) {
    outages.add(
        new Outage(
            id, at(since), until.isEmpty() ? Instant.MAX : at(until), Outages.End.RECOVERED));
    return this;
  }

  /** A maintenance. */
  Told announced(String from, String to) {
    announced.add(new Span(at(from).toEpochMilli(), at(to).toEpochMilli()));
    return this;
  }

  /** An hour that was up so far, and is told again later. */
  Told soFar(String hour, int minutesUp) {
    hour(hour, minutesUp, 0, 0, 0);
    Rolled told = hours.removeLast();
    hours.add(
        new Rolled(
            told.monitor(),
            told.target(),
            told.record(),
            told.hour(),
            told.through(),
            false,
            told.up(),
            0,
            0,
            0,
            0,
            told.checks(),
            0,
            told.responseMillis(),
            told.buckets()));
    return this;
  }

  Told hour(String hour, int minutesUp, int minutesDown, int inconclusive, int unmonitored) {
    long minute = 60_000;
    int all = minutesUp + minutesDown + inconclusive + unmonitored;
    hours.add(
        new Rolled(
            MONITOR,
            TARGET,
            1,
            at(hour).toEpochMilli(),
            at(hour).plusSeconds(60L * all).toEpochMilli(),
            true,
            minutesUp * minute,
            minutesDown * minute,
            inconclusive * minute,
            unmonitored * minute,
            0,
            60,
            minutesDown,
            60 * 40,
            List.of(0L, 0L, 60L)));
    return this;
  }

  /** The rest of an hour, of which nothing before is told. */
  Told restOf(String hour, int minutesUp, int unmonitored) {
    long minute = 60_000;
    hours.add(
        new Rolled(
            MONITOR,
            TARGET,
            1,
            at(hour).toEpochMilli(),
            at(hour).plusSeconds(3_600).toEpochMilli(),
            true,
            minutesUp * minute,
            0,
            0,
            unmonitored * minute,
            0,
            minutesUp,
            0,
            0,
            List.of()));
    return this;
  }

  PartitionHistory history() {
    PartitionHistory history = new PartitionHistory(Grid.of(range), whole);
    for (int i = 0; i < definitions.size(); i++) {
      history.defined(definitions.get(i), definedAt.get(i).toEpochMilli(), false);
    }
    for (Outage outage : outages) {
      history.opened(MONITOR, TARGET, outage.id(), outage.since().toEpochMilli(), 2040);
      if (!outage.until().equals(Instant.MAX)) {
        history.closed(MONITOR, TARGET, outage.id(), outage.until().toEpochMilli(), outage.end());
      }
    }
    facts.forEach(fact -> history.take(MONITOR, fact));
    hours.forEach(history::rolled);
    history.finish(range.to().plus(LATER).toEpochMilli(), Map.of(TARGET, announced));
    return history;
  }

  TargetHistory target() {
    return history().targets().findFirst().orElseThrow();
  }

  Times times() {
    return target().times();
  }
}
