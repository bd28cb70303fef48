package io.iplive.gateway.explain;

import io.iplive.gateway.account.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts together what is known of a monitor, and finds what holds it up. */
public final class Explainer {

  private static final int ROUNDS = 5;
  private static final int DELIVERIES = 10;
  private static final Duration LIVE = Duration.ofSeconds(10);

  /** The scheduler ticks four times a second. */
  private static final Duration TICKS = Duration.ofSeconds(5);

  /** The first round of a monitor comes up to 4 s after its event, and is due within a while. */
  private static final Duration SETTLING = Duration.ofSeconds(15);

  /** What the verdict may take beyond a round's own time. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Definition definition;
  private final Standing account;
  private final Traces traces;
  private final Set<Long> enrolled;
  private final Instant now;

  private Explainer(
      Definition definition, Standing account, Traces traces, Set<Long> enrolled, Instant now) {
    this.definition = definition;
    this.account = account;
    this.traces = traces;
    this.enrolled = enrolled;
    this.now = now;
  }

  /**
   * Explains.
   *
   * @param enrolled nodes that may be asked
   */
  public static Explanation explain(
      Definition definition, Standing account, Traces traces, Set<Long> enrolled, Instant now) {
    return new Explainer(definition, account, traces, enrolled, now).explanation();
  }

  private Explanation explanation() {
    Optional<Trace.Paced> paced = traces.last(Trace.Paced.class);
    List<Explanation.Round> rounds = rounds();
    List<Trace.Told> told = traces.of(Trace.Told.class);
    return new Explanation(
        definition,
        account(),
        schedulerVersion(),
        paced.map(Trace.Paced::pace).orElse("NORMAL"),
        paced.map(Trace.Paced::failing).orElse(List.of()),
        nextRound(),
        why(rounds),
        rounds,
        told.subList(Math.max(0, told.size() - DELIVERIES), told.size()),
        liveNodes(),
        traces.since());
  }

  private String account() {
    return switch (account) {
      case Standing.Active() -> "active";
      case Standing.Suspended(Standing.Reason reason) ->
          "suspended (" + reason.name().toLowerCase(Locale.ROOT) + ")";
      case Standing.Deleted() -> "deleted";
    };
  }

  private List<Explanation.Round> rounds() {
    List<Trace.Opened> opened = traces.of(Trace.Opened.class);
    return opened.subList(Math.max(0, opened.size() - ROUNDS), opened.size()).stream()
        .map(this::round)
        .toList();
  }

  private Explanation.Round round(Trace.Opened opened) {
    List<Trace.Answered> answers =
        traces.of(Trace.Answered.class).stream()
            .filter(answer -> answer.roundAt().equals(opened.roundAt()))
            .toList();
    Optional<Trace.Closed> closed =
        traces.of(Trace.Closed.class).stream()
            .filter(one -> one.roundAt().equals(opened.roundAt()))
            .findFirst();
    List<Long> silent =
        opened.asked().stream()
            .filter(node ->
                answers.stream().filter(answer -> answer.node() == node).count()
                    < opened.targets().size())
            .toList();
    return new Explanation.Round(
        opened,
        answers,
        silent,
        closed.map(Trace.Closed::at).orElse(null),
        closed.map(Trace.Closed::targets).orElse(List.of()));
  }

  private @Nullable Long schedulerVersion() {
    return taken().map(Taken::version).orElse(null);
  }

  /** A version of the definition. */
  private record Taken(int epoch, long version) {}

  /** The newest that the scheduler has said something of. */
  private Optional<Taken> taken() {
    List<Taken> all = new ArrayList<>();
    traces.of(Trace.Opened.class).forEach(one -> all.add(new Taken(one.epoch(), one.version())));
    traces.of(Trace.Changed.class).forEach(one -> all.add(new Taken(one.epoch(), one.version())));
    return all.stream()
        .max(Comparator.comparingInt(Taken::epoch).thenComparingLong(Taken::version));
  }

  private List<Long> liveNodes() {
    Set<Long> live = new HashSet<>();
    traces.of(Trace.Beat.class).stream()
        .filter(beat -> beat.at().isAfter(now.minus(LIVE)))
        .forEach(beat -> live.add(beat.node()));
    live.retainAll(enrolled);
    return live.stream().sorted().toList();
  }

  private Duration period() {
    return traces.last(Trace.Paced.class).filter(last -> last.pace().equals("ERROR")).isPresent()
        ? definition.errorPeriod()
        : definition.period();
  }

  private boolean wanted() {
    return definition.state() == Definition.State.ACTIVE
        && account instanceof Standing.Active
        && definition.targets() > 0;
  }

  /** A period after the last; the first round of a monitor leaves the grid. */
  private @Nullable Instant nextRound() {
    if (!wanted()) {
      return null;
    }
    return traces
        .last(Trace.Opened.class)
        .map(last -> last.roundAt().plus(period()))
        .orElse(settled() ? null : definition.changedAt().plus(SETTLING));
  }

  private List<String> why(List<Explanation.Round> rounds) {
    List<String> refused = notWanted();
    if (!refused.isEmpty()) {
      return refused;
    }
    List<String> why = new ArrayList<>();
    notTaken().ifPresent(why::add);
    noScheduler().ifPresent(why::add);
    noNode().ifPresent(why::add);
    if (why.isEmpty()) {
      stale().ifPresent(why::add);
    }
    notClosed(rounds).ifPresent(why::add);
    return why;
  }

  private List<String> notWanted() {
    List<String> why = new ArrayList<>();
    switch (definition.state()) {
      case STOPPED -> why.add("It was stopped for good at %s.".formatted(definition.changedAt()));
      case PAUSED -> why.add("Its owner paused it at %s.".formatted(definition.changedAt()));
      case ACTIVE -> {
        if (definition.targets() == 0) {
          why.add("It has no address to probe.");
        }
      }
    }
    switch (account) {
      case Standing.Active() -> {}
      case Standing.Suspended(Standing.Reason reason) ->
          why.add(
              reason == Standing.Reason.BALANCE
                  ? "The account's balance is used up."
                  : "An operator suspended the account.");
      case Standing.Deleted() -> why.add("The account is deleted.");
    }
    return why;
  }

  private Optional<String> notTaken() {
    if (!definition.published()) {
      return Optional.of(
          "Version %d waits to be published: the gateway's relay or the broker stands still."
              .formatted(definition.version()));
    }
    Taken taken = taken().orElse(new Taken(0, 0));
    boolean older =
        taken.epoch() != definition.epoch()
            ? taken.epoch() < definition.epoch()
            : taken.version() < definition.version();
    boolean told = definition.changedAt().isAfter(traces.since());
    return older && told && settled()
        ? Optional.of(
            "The scheduler has not taken version %d yet%s."
                .formatted(
                    definition.version(),
                    taken.version() == 0 ? "" : ", it works with " + taken.version()))
        : Optional.empty();
  }

  private boolean settled() {
    return definition.changedAt().plus(SETTLING).isBefore(now);
  }

  private Optional<String> noScheduler() {
    Instant tick = traces.tickAt();
    return tick == null || tick.plus(TICKS).isBefore(now)
        ? Optional.of(
            "No scheduler runs for the monitor's partition: its last sign is %s."
                .formatted(tick == null ? "older than " + traces.since() : "of " + tick))
        : Optional.empty();
  }

  private Optional<String> noNode() {
    Optional<Trace.Skipped> skipped = traces.last(Trace.Skipped.class);
    boolean isLast =
        skipped.isPresent()
            && traces
                .last(Trace.Opened.class)
                .map(opened -> opened.at().isBefore(skipped.get().at()))
                .orElse(true);
    if (isLast) {
      return Optional.of(skipped(skipped.get()));
    }
    return liveNodes().isEmpty()
        ? Optional.of(
            enrolled.isEmpty()
                ? "No node is enrolled."
                : "No node is alive: none of %d has told of itself in the last 10 s."
                    .formatted(enrolled.size()))
        : Optional.empty();
  }

  private static String skipped(Trace.Skipped skipped) {
    return switch (skipped.reason()) {
      case "NO_NODES" ->
          "The round of %s was skipped: no node that it may ask was alive and in time."
              .formatted(skipped.roundAt());
      case "LATE" ->
          "%d rounds up to %s were skipped: the scheduler stood still, and what it missed is not caught up."
              .formatted(skipped.slots(), skipped.roundAt());
      default ->
          "The round of %s was skipped: %s."
              .formatted(skipped.roundAt(), skipped.reason().toLowerCase(Locale.ROOT));
    };
  }

  private Optional<String> stale() {
    Optional<Trace.Opened> last = traces.last(Trace.Opened.class);
    Duration patience = period().multipliedBy(2).plus(GRACE);
    boolean longEnough = traces.since().isBefore(now.minus(patience));
    boolean overdue =
        last.map(opened -> opened.at().plus(patience).isBefore(now))
            .orElse(longEnough && definition.changedAt().plus(patience).isBefore(now));
    return overdue
        ? Optional.of(
            "It is stale: no round since %s, and nothing above says why; the scheduler's log may."
                .formatted(
                    last.map(opened -> opened.roundAt().toString())
                        .orElse("before " + traces.since())))
        : Optional.empty();
  }

  private Optional<String> notClosed(List<Explanation.Round> rounds) {
    return rounds.stream()
        .filter(round -> round.closedAt() == null)
        .filter(round -> round.opened().at().plus(round.opened().lasts()).plus(GRACE).isBefore(now))
        .findFirst()
        .map(round ->
            "The round of %s is overdue: the verdict is behind or stands still; outages come late, not wrong."
                .formatted(round.opened().roundAt()));
  }
}
