package io.iplive.notifier.silence;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.notifier.maintenance.Span;
import io.iplive.notifier.maintenance.Window;
import io.iplive.notifier.message.Outage;
import io.iplive.notifier.silence.Circumstances.Parent;
import io.iplive.notifier.silence.Silencing.Verdict;
import io.iplive.notifier.silence.Silencing.Verdict.Silence;
import io.iplive.notifier.silence.Silencing.Verdict.Tell;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Seconds are counted from the first failing round; the outage is decided at the 60th. */
class SilencingTest {

  private static final long DECIDED = 60;
  private static final Duration RECOVERY = Duration.ofMinutes(1);
  private static final Duration DETECTION = Duration.ofMinutes(2);

  @Test
  void whatOpensInNoMaintenanceAndDependsOnNothingIsToldAtOnce() {
    assertThat(Silencing.atOpening(at(DECIDED), List.of(), false)).isEmpty();
    assertThat(Silencing.atOpening(at(DECIDED), windows(0, 60), false)).isEmpty();
    assertThat(Silencing.atOpening(at(DECIDED), windows(61, 90), false)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void whatOpensInAMaintenanceIsSilentUntilAllThatMeetAreOver(boolean dependent) {
    assertThat(Silencing.atOpening(at(DECIDED), windows(60, 100, 90, 200), dependent))
        .contains(new Silence(Reason.MAINTENANCE, at(200)));
  }

  @Test
  void whatDependsOnAnotherWaitsForNewsOfThat() {
    assertThat(Silencing.atOpening(at(DECIDED), List.of(), true))
        .contains(new Silence(Reason.PENDING, at(DECIDED)));
  }

  @ParameterizedTest(name = "at {0} s: {1}")
  @CsvSource({
    "100, MAINTENANCE, 200",
    "199, MAINTENANCE, 200",
    "200,            ,     ",
    "500,            ,     "
  })
  void whatIsDownWhenItsMaintenanceEndsIsToldThen(
      long now, @Nullable Reason reason, @Nullable Long until) {
    assertThat(judged(around(windows(60, 200), null), now)).isEqualTo(verdict(reason, until));
  }

  @Test
  void aMaintenanceThatIsDeletedSilencesNoMore() {
    assertThat(judged(around(List.of(), null), 100)).isEqualTo(new Tell());
  }

  @Test
  void aMaintenanceThatBeginsMeanwhileGoesOnWithTheSilence() {
    assertThat(judged(around(windows(60, 200, 210, 300), null), 215))
        .isEqualTo(new Silence(Reason.MAINTENANCE, at(300)));
  }

  /** 120 s for two rounds of the parent and 10 s for their ways. */
  @ParameterizedTest(name = "at {0} s: {1}")
  @CsvSource({"60, PENDING, 130", "129, PENDING, 130", "130, , ", "400, , "})
  void aChildIsToldWhenItsParentWouldHaveBeenFoundDownToo(
      long now, @Nullable Reason reason, @Nullable Long until) {
    assertThat(judged(up(null), now)).isEqualTo(verdict(reason, until));
  }

  @Test
  void itWaitsForItsParentForFiveMinutesAtMost() {
    Circumstances slow = around(List.of(), new Parent(Duration.ofHours(1), false, null));
    assertThat(judged(slow, 61)).isEqualTo(new Silence(Reason.PENDING, at(DECIDED + 300)));
    assertThat(judged(slow, DECIDED + 300)).isEqualTo(new Tell());
  }

  @Test
  void aChildIsSilentWhileItsParentIsDown() {
    for (long now : List.of(61L, 131L, 100_000L)) {
      assertThat(judged(down(), now))
          .isInstanceOfSatisfying(
              Silence.class, silence -> assertThat(silence.reason()).isEqualTo(Reason.PARENT));
    }
  }

  /** A check of its own and 10 s. */
  @ParameterizedTest(name = "parent back at {0} s, now {1} s: {2}")
  @CsvSource({
    "600, 600, PARENT, 670",
    "600, 669, PARENT, 670",
    "600, 670,       ,    ",
    "0,    61, PARENT,  70",
    "-1,   61, PENDING, 130",
    "-1,  130,       ,    "
  })
  void whatIsDownWhenItsOwnChecksCouldHaveSeenTheParentBackIsTold(
      long backAt, long now, @Nullable Reason reason, @Nullable Long until) {
    assertThat(judged(up(at(backAt)), now)).isEqualTo(verdict(reason, until));
  }

  @Test
  void aSlowChildHasFiveMinutesAtMostToSeeItself() {
    Circumstances slow =
        new Circumstances(List.of(), new Parent(DETECTION, false, at(600)), Duration.ofMinutes(30));
    assertThat(judged(slow, 601)).isEqualTo(new Silence(Reason.PARENT, at(900)));
  }

  @Test
  void aMaintenanceComesBeforeAParent() {
    Circumstances both = around(windows(0, 200), new Parent(DETECTION, true, null));
    assertThat(judged(both, 100)).isEqualTo(new Silence(Reason.MAINTENANCE, at(200)));
  }

  @ParameterizedTest(name = "silent for {0} until {1} s, parent {2}, ends at {3} s: {4}")
  @CsvSource({
    "MAINTENANCE, 200, none, 199, MAINTENANCE",
    "MAINTENANCE, 200, none, 200,            ",
    "MAINTENANCE, 200, none, 260,            ",
    "MAINTENANCE, 200, down, 260, PARENT",
    "PENDING,      60, none, 100,            ",
    "PENDING,      60, up,   100,            ",
    "PENDING,      60, up,   500,            ",
    "PENDING,      60, down, 100, PARENT",
    "PARENT,       90, down, 500, PARENT",
    "PARENT,       90, back, 500, PARENT",
    "PARENT,       90, back, 669, PARENT",
    "PARENT,       90, back, 670,            ",
    "PARENT,       90, none, 500,            "
  })
  void whatEndsInTheSilenceIsNeverToldAndWhatOutlivedItIs(
      Reason reason, long until, String parent, long closedAt, @Nullable Reason never) {
    Held held = new Held("o", OUTAGE, 1, at(DECIDED), reason, at(until), false);
    Circumstances around =
        switch (parent) {
          case "up" -> up(null);
          case "down" -> down();
          case "back" -> up(at(600));
          default -> around(List.of(), null);
        };
    assertThat(Silencing.atClosing(held, around, at(closedAt)))
        .isEqualTo(Optional.ofNullable(never));
  }

  @Test
  void remindersPauseInMaintenancesAndWhileTheParentIsDown() {
    assertThat(Silencing.pausesReminders(around(windows(60, 200), null), at(100))).isTrue();
    assertThat(Silencing.pausesReminders(around(windows(60, 200), null), at(200))).isFalse();
    assertThat(Silencing.pausesReminders(down(), at(100))).isTrue();
    assertThat(Silencing.pausesReminders(up(at(90)), at(100))).isFalse();
    assertThat(Silencing.pausesReminders(Circumstances.NONE, at(100))).isFalse();
  }

  private static final long SINCE = 1_800_000_000;
  private static final Outage OUTAGE = new Outage(901, 7, 18, 5, null, SINCE, null, null, null);

  private static Instant at(long second) {
    return Instant.ofEpochSecond(SINCE + second);
  }

  private static Verdict judged(Circumstances around, long now) {
    return Silencing.of(OUTAGE, at(DECIDED), around, at(now));
  }

  private static Verdict verdict(@Nullable Reason reason, @Nullable Long until) {
    return reason == null || until == null ? new Tell() : new Silence(reason, at(until));
  }

  private static Circumstances down() {
    return around(List.of(), new Parent(DETECTION, true, null));
  }

  private static Circumstances up(@Nullable Instant backAt) {
    return around(List.of(), new Parent(DETECTION, false, backAt));
  }

  private static Circumstances around(List<Window> windows, @Nullable Parent parent) {
    return new Circumstances(windows, parent, RECOVERY);
  }

  private static List<Window> windows(long from, long to) {
    return List.of(new Window.Once(new Span(at(from), at(to))));
  }

  private static List<Window> windows(long from, long to, long from2, long to2) {
    return List.of(windows(from, to).getFirst(), windows(from2, to2).getFirst());
  }
}
