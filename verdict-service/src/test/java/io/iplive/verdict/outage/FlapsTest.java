package io.iplive.verdict.outage;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.verdict.Rounds;
import io.iplive.verdict.round.Lifecycle.Kind;
import io.iplive.verdict.round.Outcome;
import io.iplive.verdict.round.Round;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Timelines are a character a round: {@code .} good, {@code E} error, {@code ?} inconclusive;
 * {@code P} pause, {@code S} stop, {@code R} removal and {@code M} a new address take a slot too.
 * Events read {@code +slot} and {@code -slot}.
 */
class FlapsTest {

  private static final long TARGET = 101;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # five changes at the newest end are 29.9 %
          .....................E.E.E   |
          .....................E.E.E.  | +26
          # a long outage is two changes
          ....EEEEEEEEEEEEEEEEEEEE.... |
          # it flaps until what is left in the last 21 rounds is light enough
          E.E.E.E................      | +5
          E.E.E.E.................     | +5 -23
          # rounds that say nothing are not in it
          E?.?E??.E.                   | +9
          # commands end it; a new address is judged by itself
          E.E.E.P                      | +5 -6
          E.E.E.S                      | +5 -6
          E.E.E.R                      | +5 -6
          E.E.E.P....                  | +5 -6
          E.E.E.M                      | +5
          E.E.E.ME                     | +5 -7
          """)
  void timeline(String line, String expected) {
    assertThat(events(line.strip())).isEqualTo(expected == null ? "" : expected.strip());
  }

  @Test
  void agreesWithNagiosInFloatingPoint() {
    Random random = new Random(17);
    for (int run = 0; run < 200; run++) {
      boolean[] history = new boolean[21];
      Flaps flaps = Flaps.NONE;
      boolean flapping = false;
      int steadiness = 1 + random.nextInt(8);
      boolean failing = false;
      for (int round = 0; round < 60; round++) {
        failing ^= random.nextInt(steadiness) == 0;
        System.arraycopy(history, 1, history, 0, 20);
        history[20] = failing;
        double percent = nagios(history);
        flapping = percent >= 30.0 - 1e-9 || (flapping && percent > 20.0 + 1e-9);
        flaps = flaps.seen(failing);
        assertThat(flaps.flapping()).as("run %d, round %d", run, round).isEqualTo(flapping);
        assertThat(flaps.changePercent()).isEqualTo((int) (percent + 1e-9));
      }
    }
  }

  @Test
  void theEventSaysWhoseTargetItIsAndHowUnsteady() {
    Outages state = Outages.NONE;
    List<FlappingChanged> flapping = new ArrayList<>();
    for (int slot = 0; slot < 6; slot++) {
      Machine.Step step = concluded(state, slot, 1, slot % 2 == 0);
      state = step.next();
      flapping.addAll(step.flapping());
    }
    assertThat(flapping)
        .containsExactly(
            new FlappingChanged(
                true,
                Rounds.MONITOR,
                TARGET,
                1101,
                Rounds.OWNER,
                Rounds.version(1),
                Rounds.at(5),
                35));
  }

  @Test
  void outagesOpenAndCloseAllTheSame() {
    Outages state = Outages.NONE;
    int events = 0;
    for (int slot = 0; slot < 40; slot++) {
      Machine.Step step = concluded(state, slot, 1, slot % 2 == 0);
      state = step.next();
      events += step.events().size();
    }
    assertThat(events).isEqualTo(40);
  }

  /** As in Nagios' flapping.c: oldest state first. */
  private static double nagios(boolean[] history) {
    double changes = 0;
    for (int x = 1; x < 21; x++) {
      if (history[x] != history[x - 1]) {
        changes += (x - 1) * (1.25 - 0.75) / (21 - 2) + 0.75;
      }
    }
    return changes * 100 / (21 - 1);
  }

  private static String events(String line) {
    Outages state = Outages.NONE;
    List<String> events = new ArrayList<>();
    long address = 1;
    for (int slot = 0; slot < line.length(); slot++) {
      Instant at = Rounds.at(slot);
      Machine.Step step =
          switch (line.charAt(slot)) {
            case '.' -> concluded(state, slot, address, false);
            case 'E' -> concluded(state, slot, address, true);
            case '?' -> decided(state, slot, address, Outcome.INCONCLUSIVE);
            case 'P' -> Machine.changed(state, Rounds.fact(Kind.PAUSED, slot, at, TARGET));
            case 'S' -> Machine.changed(state, Rounds.fact(Kind.STOPPED, slot, at, TARGET));
            case 'R' -> Machine.changed(state, Rounds.fact(Kind.TARGETS_REMOVED, slot, at, TARGET));
            case 'M' -> {
              address++;
              yield new Machine.Step(state, List.of());
            }
            default -> throw new AssertionError(line.charAt(slot));
          };
      state = step.next();
      for (FlappingChanged changed : step.flapping()) {
        assertThat(changed.at()).isEqualTo(at);
        events.add((changed.flapping() ? "+" : "-") + slot);
      }
    }
    return String.join(" ", events);
  }

  private static Machine.Step concluded(Outages state, int slot, long address, boolean failing) {
    return decided(state, slot, address, failing ? Outcome.DOWN : Outcome.UP);
  }

  private static Machine.Step decided(Outages state, int slot, long address, Outcome outcome) {
    Instant at = Rounds.at(slot);
    Round round = Rounds.round(at, Rounds.version(1), 1, Rounds.policy(1, 1));
    return Machine.decided(state, round, Rounds.verdict(TARGET, address, outcome, at));
  }
}
