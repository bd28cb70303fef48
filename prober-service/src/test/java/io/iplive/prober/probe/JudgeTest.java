package io.iplive.prober.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.prober.probe.Attempt.Finding;
import io.iplive.prober.probe.check.ExpectedCodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JudgeTest {

  private static final ExpectedCodes EXPECTED = ExpectedCodes.DEFAULT;

  @Test
  void anExpectedStatusIsUp() {
    assertThat(outcome(new Finding.Answered(204))).isEqualTo(new Outcome.Up());
  }

  @Test
  void anUnexpectedStatusIsDownAndSaysWhatWasExpected() {
    assertThat(outcome(new Finding.Answered(503)))
        .isEqualTo(
            new Outcome.Down(
                new Failure(
                    Fault.HTTP_STATUS,
                    Phase.TRANSFER,
                    "The HTTP status code is 503, expected is 2xx,3xx")));
  }

  @Test
  void aBrokenAnswerWithAnExpectedStatusFailsByItsFailure() {
    Failure closed = failure(Fault.CONNECTION_CLOSED);
    assertThat(outcome(new Finding.Broken(200, closed))).isEqualTo(new Outcome.Down(closed));
  }

  @Test
  void aBrokenAnswerWithAnUnexpectedStatusFailsByTheStatus() {
    assertThat(outcome(new Finding.Broken(500, failure(Fault.TIMEOUT))))
        .isInstanceOfSatisfying(
            Outcome.Down.class,
            down -> assertThat(down.failure().fault()).isEqualTo(Fault.HTTP_STATUS));
  }

  @Test
  void ourOwnFaultOutweighsAnyStatus() {
    Failure ours = failure(Fault.NODE_FAULT);
    assertThat(outcome(new Finding.Broken(500, ours))).isEqualTo(new Outcome.NotRun(ours));
  }

  @ParameterizedTest
  @EnumSource
  void aFaultOfOursIsNeverTheTargetsOutage(Fault fault) {
    Failure failure = failure(fault);
    assertThat(outcome(new Finding.Failed(failure)))
        .isEqualTo(fault.ours() ? new Outcome.NotRun(failure) : new Outcome.Down(failure));
  }

  @ParameterizedTest
  @EnumSource
  void runningOutOfTimeIsTheTargetsFaultInEveryPhase(Phase phase) {
    Failure timeout = Failure.timeout(phase, 5_000);
    assertThat(timeout.fault().ours()).isFalse();
    assertThat(timeout.sentence()).contains("5000 ms").contains(phase.doing());
  }

  @Test
  void onlyATargetThatFailedIsTriedAgain() {
    Outcome down = new Outcome.Down(failure(Fault.TIMEOUT));
    assertThat(Judge.again(down, 1, 0)).isFalse();
    assertThat(Judge.again(down, 1, 2)).isTrue();
    assertThat(Judge.again(down, 2, 2)).isTrue();
    assertThat(Judge.again(down, 3, 2)).isFalse();
    assertThat(Judge.again(new Outcome.Up(), 1, 2)).isFalse();
    assertThat(Judge.again(new Outcome.NotRun(failure(Fault.NODE_FAULT)), 1, 2)).isFalse();
  }

  private static Failure failure(Fault fault) {
    return new Failure(fault, Phase.CONNECT, "It failed");
  }

  private static Outcome outcome(Finding finding) {
    return Judge.outcome(new Attempt(finding, Phases.NONE, "192.0.2.1", Evidence.NONE), EXPECTED);
  }
}
