package io.iplive.acceptance.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.acceptance.history.Evidence.Charge;
import io.iplive.acceptance.history.FaultChecker.Finding;
import io.iplive.acceptance.history.History.Change;
import io.iplive.acceptance.history.Rehearsal.Bug;
import io.iplive.acceptance.site.Behaviour;
import io.iplive.acceptance.site.Downtime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;

/** What the script and the ledger show; the witnesses among themselves are another test's. */
class FaultCheckerTest {

  private static final FaultChecker CHECKER =
      new FaultChecker(
          new Reconciliation(2, Duration.ofSeconds(21), Duration.ofSeconds(4)),
          Duration.ofSeconds(8));
  private static final Evidence TRUE = Rehearsal.of(1, Bug.NONE);

  @Test
  void aDowntimeThatMustBeNoticedAndWasNot() {
    Downtime played = TRUE.downtimes().getFirst();
    Downtime another = moved(played, true);
    assertThatFindings(with(List.of(played, another))).singleElement().asString().contains("Lost");
  }

  @Test
  void aBlinkMayPassUnnoticed() {
    Downtime played = TRUE.downtimes().getFirst();
    assertThatFindings(with(List.of(played, moved(played, false)))).isEmpty();
  }

  @Test
  void anOutageOfASiteThatWasGood() {
    assertThatFindings(with(List.of())).singleElement().asString().contains("Invented");
  }

  @Test
  void twoOutagesOfOneDowntime() {
    List<Change> changes = new ArrayList<>(TRUE.history().changes());
    changes.addAll(TRUE.history().changes());
    assertThatFindings(with(changes, TRUE.charges(), TRUE.paid()))
        .anyMatch(found -> found.contains("Twice"));
  }

  @Test
  void anAnswerThatStoodOnTheBrokerAndWasTakenForSilence() {
    Unheard unheard = new Unheard(1, Instant.EPOCH, 1, Duration.ofSeconds(2));
    Evidence evidence =
        new Evidence(
            TRUE.history(), List.of(unheard), TRUE.downtimes(), TRUE.charges(), TRUE.paid());
    assertThatFindings(evidence).singleElement().asString().contains("Taken for silent");
  }

  @Test
  void aWindowOfUsageThatIsCountedTwice() {
    List<Charge> charges = new ArrayList<>(TRUE.charges());
    charges.add(charges.getFirst());
    assertThatFindings(with(TRUE.history().changes(), charges, TRUE.paid()))
        .singleElement()
        .asString()
        .contains("Counted twice");
  }

  @Test
  void aCheckThatWasPaidTwice() {
    assertThatFindings(with(TRUE.history().changes(), TRUE.charges(), TRUE.paid() + 1))
        .singleElement()
        .asString()
        .contains("checks were paid");
  }

  private static Downtime moved(Downtime one, boolean certain) {
    Duration day = Duration.ofDays(1);
    return new Downtime(
        one.address(), one.from().plus(day), one.to().plus(day), Behaviour.HANG, certain);
  }

  private static Evidence with(List<Downtime> downtimes) {
    return new Evidence(TRUE.history(), List.of(), downtimes, TRUE.charges(), TRUE.paid());
  }

  private static Evidence with(List<Change> changes, List<Charge> charges, long paid) {
    History all = TRUE.history();
    return new Evidence(
        new History(
            all.sites(),
            all.probes(),
            all.starts(),
            all.rounds(),
            changes,
            all.calls(),
            all.gaps()),
        List.of(),
        TRUE.downtimes(),
        charges,
        paid);
  }

  private static ListAssert<String> assertThatFindings(Evidence evidence) {
    return assertThat(CHECKER.findings(evidence).stream().map(Finding::sentence).toList());
  }
}
