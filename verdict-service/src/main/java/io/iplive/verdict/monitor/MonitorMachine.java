package io.iplive.verdict.monitor;

import io.iplive.verdict.collector.Collected;
import io.iplive.verdict.collector.Collecting;
import io.iplive.verdict.collector.Collector;
import io.iplive.verdict.collector.Limits;
import io.iplive.verdict.collector.TopicTime;
import io.iplive.verdict.outage.Machine;
import io.iplive.verdict.outage.Outages;
import io.iplive.verdict.rollup.Quiet;
import io.iplive.verdict.rollup.Rolling;
import io.iplive.verdict.rollup.Rollups;
import io.iplive.verdict.round.Lifecycle;
import io.iplive.verdict.round.Round;
import io.iplive.verdict.round.RoundEvent;
import io.iplive.verdict.round.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The collector and the machine in a row. The machine takes each decision when it falls, so that an
 * outage does not wait for the rest of its round; rounds.v1 lists the decisions in that order, so
 * that a replay takes the same.
 */
public final class MonitorMachine {

  /** The next state, and what is said. */
  public record Step(Monitor next, List<Output> outputs) {
    public Step {
      outputs = List.copyOf(outputs);
    }
  }

  private MonitorMachine() {}

  /** One fact of a monitor. */
  public static Step step(Monitor state, Fact fact, TopicTime time, Limits limits) {
    Collector collector = state.collector();
    Collecting.Step step =
        switch (fact) {
          case Fact.Opened(var opened) -> Collecting.opened(collector, opened, time, limits);
          case Fact.Changed(var change) -> Collecting.changed(collector, change, time);
          case Fact.Answered(var answer, var appendedAt, int kept) ->
              Collecting.answered(collector, answer, appendedAt, kept, time, limits);
          case Fact.TimePassed _ -> Collecting.timePassed(collector, time, limits);
        };
    List<Output> outputs = new ArrayList<>();
    Outages outages = state.outages();
    Rollups rollups = state.rollups();
    PaceChanged paced = null;
    for (Collected collected : step.collected()) {
      Machine.@Nullable Step judged = judged(outages, collected);
      if (judged != null) {
        judged.events().forEach(event -> outputs.add(new Output.OfOutage(event)));
        judged.flapping().forEach(event -> outputs.add(new Output.OfFlapping(event)));
        judged.degraded().forEach(event -> outputs.add(new Output.OfDegraded(event)));
        if (!judged.next().pacing().equals(outages.pacing())) {
          paced = paceChanged(state.id(), judged.next(), collected, step.next());
        }
        Rolling.@Nullable Step rolled =
            rolled(rollups, collected, outages, judged.next(), collector, step.next(), time.now());
        if (rolled != null) {
          rolled.told().forEach(rollup -> outputs.add(new Output.OfRollup(rollup)));
          rollups = rolled.next();
        }
        outages = judged.next();
      }
      said(collected, outputs);
    }
    if (paced != null && !outages.pacing().equals(state.outages().pacing())) {
      outputs.add(new Output.OfPace(paced));
    }
    if (fact instanceof Fact.TimePassed) {
      Rolling.Step rolled = quiet(state.id(), rollups, outages, step.next(), time.heard());
      rolled.told().forEach(rollup -> outputs.add(new Output.OfRollup(rollup)));
      rollups = rolled.next();
    }
    return new Step(state.with(step.next(), outages, rollups), outputs);
  }

  private static Rolling.Step quiet(
      long monitor, Rollups rollups, Outages outages, Collector collector, Instant now) {
    Instant undecided =
        collector.open().isEmpty() ? null : collector.open().getFirst().opened().round().at();
    return Quiet.timePassed(
        rollups, monitor, outages, collector.head().staleAfter(), undecided, now);
  }

  private static Rolling.@Nullable Step rolled(
      Rollups rollups,
      Collected collected,
      Outages before,
      Outages after,
      Collector then,
      Collector next,
      Instant now) {
    return switch (collected) {
      case Collected.Decided(Round round, Verdict verdict) ->
          Rolling.decided(rollups, round, verdict, before, after);
      case Collected.Released(RoundEvent.Changed(Lifecycle fact)) ->
          Rolling.changed(
              rollups, fact, before, after, then.head().staleAfter(), next.isWatched(), now);
      case Collected.Released(RoundEvent.Closed _) -> null;
      case Collected.Read _ -> null;
    };
  }

  private static Machine.@Nullable Step judged(Outages outages, Collected collected) {
    return switch (collected) {
      case Collected.Decided(Round round, Verdict verdict) ->
          Machine.decided(outages, round, verdict);
      case Collected.Released(RoundEvent.Changed(Lifecycle fact)) -> Machine.changed(outages, fact);
      case Collected.Released(RoundEvent.Closed _) -> null;
      case Collected.Read _ -> null;
    };
  }

  private static void said(Collected collected, List<Output> outputs) {
    switch (collected) {
      case Collected.Decided _ -> {}
      case Collected.Released(RoundEvent event) -> outputs.add(new Output.OfRound(event));
      case Collected.Read(var reading) -> outputs.add(new Output.Read(reading));
    }
  }

  /**
   * A fact ends what rounds before it have led to, also such as were opened after its command was
   * taken: it is not older than they are, or the scheduler would drop the pace for being so.
   */
  private static @Nullable PaceChanged paceChanged(
      long monitor, Outages next, Collected collected, Collector collector) {
    return switch (collected) {
      case Collected.Decided(Round round, Verdict _) ->
          new PaceChanged(monitor, round.version(), next.pacing(), round.at());
      case Collected.Released(RoundEvent.Changed(Lifecycle fact)) -> {
        Instant newest = collector.head().newestRound();
        Instant at = fact.commandAt().isBefore(newest) ? newest : fact.commandAt();
        yield new PaceChanged(monitor, fact.version(), next.pacing(), at);
      }
      case Collected.Released(RoundEvent.Closed _) -> null;
      case Collected.Read _ -> null;
    };
  }
}
