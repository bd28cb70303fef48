package io.iplive.acceptance.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.acceptance.history.FaultChecker.Finding;
import io.iplive.acceptance.history.Rehearsal.Bug;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The judge of the fault suite is judged: histories as bugs make them are seen, and only those. */
class PlantedBugsTest {

  private static final int SEEDS = 100;
  private static final FaultChecker CHECKER =
      new FaultChecker(
          new Reconciliation(2, Duration.ofSeconds(21), Duration.ofSeconds(4)),
          Duration.ofSeconds(8));

  @Test
  void aSystemWithoutABugIsFoundWithoutOne() {
    assertThat(LongStream.range(0, SEEDS)).allMatch(seed -> findings(seed, Bug.NONE).isEmpty());
  }

  @Test
  void aCommitBeforeTheWorkIsFound() {
    assertThat(LongStream.range(0, SEEDS))
        .allMatch(seed -> says(findings(seed, Bug.COMMIT_BEFORE_PROCESS), "usage.v1 counts"));
  }

  @Test
  void aCommitBeforeTheWorkThatOpensAnOutageIsFoundInTheOutages() {
    assertThat(LongStream.range(0, SEEDS))
        .anyMatch(seed -> says(findings(seed, Bug.COMMIT_BEFORE_PROCESS), "its rounds make"));
  }

  @Test
  void aStoreWithoutAChangelogIsFound() {
    assertThat(LongStream.range(0, SEEDS))
        .allMatch(seed -> says(findings(seed, Bug.UNLOGGED_STORE), "its rounds make"));
    assertThat(LongStream.range(0, SEEDS))
        .anyMatch(seed -> says(findings(seed, Bug.UNLOGGED_STORE), "Out of turn"));
  }

  @Test
  void aThresholdLoweredBySilenceIsFound() {
    assertThat(LongStream.range(0, SEEDS))
        .allMatch(seed -> says(findings(seed, Bug.SILENCE_LOWERS_VOTES), "Invented"));
    assertThat(LongStream.range(0, SEEDS))
        .allMatch(
            seed -> says(findings(seed, Bug.SILENCE_LOWERS_VOTES), "the site knows no such probe"));
  }

  private static boolean says(List<Finding> findings, String words) {
    return findings.stream().anyMatch(finding -> finding.sentence().contains(words));
  }

  private static List<Finding> findings(long seed, Bug bug) {
    return CHECKER.findings(Rehearsal.of(seed, bug));
  }
}
