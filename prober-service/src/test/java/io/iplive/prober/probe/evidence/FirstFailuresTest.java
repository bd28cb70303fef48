package io.iplive.prober.probe.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.prober.probe.Attempt;
import io.iplive.prober.probe.Evidence;
import io.iplive.prober.probe.Failure;
import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.Outcome;
import io.iplive.prober.probe.Phases;
import io.iplive.prober.probe.ProbeReport;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FirstFailuresTest {

  private static final Failure REFUSED = new Failure(Fault.CONNECTION_REFUSED, null, "Refused");
  private static final Evidence SEEN =
      new Evidence(List.of(), "HTTP/1.1 500 No", null, List.of(), List.of());

  private final FirstFailures failures = new FirstFailures();

  @Test
  void theFirstTwoInARowAreToldWithWhatWasSeen() {
    assertThat(Stream.of(down(1), down(1), down(1), down(1)))
        .containsExactly(true, true, false, false);
    assertThat(down(2)).as("another target").isTrue();
  }

  @Test
  void aGoodProbeBeginsTheRowAnewAndOneThatWasNotRunDoesNot() {
    assertThat(Stream.of(down(1), down(1))).containsExactly(true, true);
    assertThat(failures.tells(1, report(new Outcome.NotRun(REFUSED), SEEN))).isFalse();
    assertThat(down(1)).isFalse();
    assertThat(failures.tells(1, report(new Outcome.Up(), SEEN))).isFalse();
    assertThat(down(1)).isTrue();
  }

  @Test
  void whereNothingWasSeenThereIsNothingToTell() {
    assertThat(failures.tells(1, report(new Outcome.Down(REFUSED), Evidence.NONE))).isFalse();
  }

  @Test
  void wordsOfServersArePlainAndShort() {
    assertThat(Plain.text("a\u0000b\u001b[31m\nc", 100)).isEqualTo("a b [31m\nc");
    assertThat(Plain.text("abc\ud83d\ude00", 4)).isEqualTo("abc");
    assertThat(Plain.lines(List.of("a\nb"))).containsExactly("a b");
    assertThat(Plain.text(null, 4)).isNull();
  }

  private boolean down(long target) {
    return failures.tells(target, report(new Outcome.Down(REFUSED), SEEN));
  }

  private static ProbeReport report(Outcome outcome, Evidence evidence) {
    Attempt attempt = new Attempt(new Attempt.Finding.Failed(REFUSED), Phases.NONE, null, evidence);
    return new ProbeReport(outcome, attempt, 1, Instant.EPOCH, Instant.EPOCH);
  }
}
