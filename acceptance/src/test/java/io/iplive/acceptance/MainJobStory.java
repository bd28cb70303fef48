package io.iplive.acceptance;

import static io.iplive.acceptance.site.Behaviour.ERROR;
import static io.iplive.acceptance.site.Behaviour.GOOD;
import static io.iplive.acceptance.site.Behaviour.HANG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import io.iplive.acceptance.history.Historian;
import io.iplive.acceptance.history.History;
import io.iplive.acceptance.history.History.Change;
import io.iplive.acceptance.history.History.Kind;
import io.iplive.acceptance.history.History.Site;
import io.iplive.acceptance.history.Reconciliation;
import io.iplive.acceptance.receiver.Call;
import io.iplive.acceptance.receiver.PhpReceiver;
import io.iplive.acceptance.run.Kafka;
import io.iplive.acceptance.run.Panel;
import io.iplive.acceptance.run.Panel.Answer;
import io.iplive.acceptance.site.ScriptedTarget;
import io.iplive.schemas.scheduler.Pace;
import io.iplive.schemas.verdict.PaceChanged;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.core.ThrowingRunnable;

/**
 * From one API call to the PHP callback: an outage is told from its first failing round to its
 * first good one.
 *
 * @param panel whose app calls back to the receiver's script, and whose contact is the script
 */
record MainJobStory(ScriptedTarget target, PhpReceiver receiver, Panel panel, Kafka kafka) {

  private static final long GROUP = 1;
  private static final long BAD = 5;
  private static final long QUIET = 6;
  private static final String BAD_ADDRESS = "127.0.2.1";
  private static final String QUIET_ADDRESS = "127.0.2.2";
  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final Duration ERROR_INTERVAL = Duration.ofSeconds(5);
  private static final Duration STALE_AFTER = Duration.ofSeconds(21);

  void play() throws IOException, InterruptedException {
    Answer created = panel.operateMonitor(GROUP, monitor(target));
    assertThat(created.code()).as(created.message()).isEqualTo(1000);
    assertThat(created.info().path("created").asBoolean()).isTrue();
    long bad = created.target(BAD);
    long quiet = created.target(QUIET);

    within(60, () -> assertThat(receiver.rounds(GROUP)).hasSizeGreaterThanOrEqualTo(3));
    target.make(BAD_ADDRESS, ERROR);
    within(45, () -> assertThat(receiver.outages(bad)).hasSize(1));
    target.make(BAD_ADDRESS, HANG);
    within(45, () -> assertThat(toldWhileHanging(target, receiver)).isGreaterThanOrEqualTo(2));
    target.make(BAD_ADDRESS, GOOD);
    within(45, () -> assertThat(receiver.outages(bad)).hasSize(2));
    int toldAtRecovery = receiver.rounds(GROUP).size();
    within(
        40,
        () -> assertThat(receiver.rounds(GROUP)).hasSizeGreaterThanOrEqualTo(toldAtRecovery + 2));

    Answer stopped = panel.stopMonitor(GROUP);
    assertThat(stopped.code()).as(stopped.message()).isEqualTo(1000);
    Instant silent = stopped.at().plusSeconds(2);
    await("no probe and no callback starts later than 2 s after stop_monitor was answered")
        .during(INTERVAL.plusSeconds(2))
        .atMost(INTERVAL.plusSeconds(10))
        .untilAsserted(() -> {
          assertThat(target.probes(BAD_ADDRESS)).noneMatch(p -> p.at().isAfter(silent));
          assertThat(target.probes(QUIET_ADDRESS)).noneMatch(p -> p.at().isAfter(silent));
          assertThat(receiver.rounds(GROUP)).noneMatch(call -> call.at().isAfter(silent));
        });

    Historian historian =
        new Historian(
            panel.app(),
            List.of(
                new Site(GROUP, BAD, bad, BAD_ADDRESS),
                new Site(GROUP, QUIET, quiet, QUIET_ADDRESS)),
            target,
            kafka,
            receiver);
    History history = historian.ask(List.of());
    List<Call.Round> rounds = receiver.rounds(GROUP);
    Instant failed = firstWith(rounds, 0, created.at());
    Instant recovered = firstWith(rounds, 1, failed);

    assertThat(new Reconciliation(2, STALE_AFTER, Duration.ofMillis(1500)).contradictions(history))
        .as(history::toString)
        .isEmpty();
    assertThat(target.heads())
        .as("probes do not carry the product's name")
        .isNotEmpty()
        .allSatisfy(head -> assertThat(head).doesNotContainIgnoringCase("iplive"));
    assertThat(rounds)
        .as("the other record never fails")
        .allMatch(round -> round.statuses().getOrDefault(QUIET, 1) == 1);
    roundsComeInEachSlot(created.at(), rounds, failed, recovered);
    exactlyOneOutage(history, bad, failed, recovered);
    thePaceFollows(historian.kafka().paces(), created, bad, failed, recovered);
  }

  private static Map<String, String> monitor(ScriptedTarget target) {
    return Map.of(
        "record_ids", BAD + ":" + QUIET,
        "ips", BAD_ADDRESS + ":" + QUIET_ADDRESS,
        "port", "" + target.port(),
        "interval", "" + INTERVAL.toSeconds(),
        "period_error", "" + ERROR_INTERVAL.toSeconds(),
        "timeout", "1",
        "num_error", "2");
  }

  /** Rounds whose probe hung and that the panel was told of. */
  private static long toldWhileHanging(ScriptedTarget target, PhpReceiver receiver)
      throws IOException {
    List<Call.Round> rounds = receiver.rounds(GROUP);
    return target.probes(BAD_ADDRESS).stream()
        .filter(probe -> probe.behaviour() == HANG)
        .filter(probe -> rounds.stream().anyMatch(round -> round.at().isAfter(probe.at())))
        .count();
  }

  private static Instant firstWith(List<Call.Round> rounds, int status, Instant from) {
    return rounds.stream()
        .filter(round -> round.roundAt().isAfter(from))
        .filter(round -> Integer.valueOf(status).equals(round.statuses().get(BAD)))
        .findFirst()
        .orElseThrow()
        .roundAt();
  }

  private static void roundsComeInEachSlot(
      Instant created, List<Call.Round> rounds, Instant failed, Instant recovered) {
    List<Instant> times = rounds.stream().map(Call.Round::roundAt).toList();
    assertThat(times.getFirst()).isBetween(created, created.plusSeconds(5));
    Instant slot = times.get(1);
    for (int i = 2; i < times.size(); i++) {
      Instant before = times.get(i - 1);
      Duration step = Duration.between(before, times.get(i));
      if (before.isBefore(failed)) {
        assertThat(step).as("in normal pace, at %s", before).isEqualTo(INTERVAL);
      } else if (before.isBefore(recovered)) {
        assertThat(step).as("in error pace, at %s", before).isEqualTo(ERROR_INTERVAL);
      } else {
        assertThat(step)
            .as("in normal pace again, at %s", before)
            .isBetween(ERROR_INTERVAL, INTERVAL.plus(ERROR_INTERVAL));
        assertThat(Duration.between(slot, times.get(i)).toSeconds() % INTERVAL.toSeconds())
            .as("back on the grid of %s: %s", slot, times.get(i))
            .isZero();
      }
    }
    for (Call.Round round : rounds) {
      boolean normalSlot =
          Duration.between(slot, round.roundAt()).toSeconds() % INTERVAL.toSeconds() == 0;
      boolean first = round.equals(rounds.getFirst());
      assertThat(round.statuses().keySet())
          .as("records of the round of %s", round.roundAt())
          .isEqualTo(first || normalSlot ? Set.of(BAD, QUIET) : Set.of(BAD));
    }
  }

  private static void exactlyOneOutage(
      History history, long bad, Instant failed, Instant recovered) {
    assertThat(history.changes())
        .extracting(Change::target, Change::kind, Change::date, Change::status)
        .containsExactly(
            tuple(bad, Kind.OPENED, failed, 500), tuple(bad, Kind.RECOVERED, recovered, 500));
    assertThat(history.calls())
        .filteredOn(Call.Outage.class::isInstance)
        .extracting("target", "status", "date", "trouble")
        .containsExactly(tuple(bad, 500, failed, ""), tuple(bad, 200, recovered, ""));
  }

  private static void thePaceFollows(
      List<PaceChanged> paces, Answer created, long bad, Instant failed, Instant recovered) {
    long monitor = created.info().path("monitor_id").asLong();
    assertThat(paces)
        .filteredOn(pace -> pace.getMonitorId() == monitor)
        .extracting(
            PaceChanged::getPace,
            PaceChanged::getAnchor,
            PaceChanged::getFailingTargets,
            PaceChanged::getRoundAt)
        .startsWith(
            tuple(Pace.ERROR, failed, List.of(bad), failed),
            tuple(Pace.NORMAL, null, List.of(), recovered));
  }

  private static void within(int seconds, ThrowingRunnable assertion) {
    await()
        .atMost(Duration.ofSeconds(seconds))
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(assertion);
  }
}
