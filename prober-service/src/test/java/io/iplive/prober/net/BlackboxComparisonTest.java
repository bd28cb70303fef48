package io.iplive.prober.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.iplive.prober.net.BlackboxTargets.Case;
import io.iplive.prober.probe.Outcome;
import io.iplive.prober.probe.ProbeReport;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same targets, probed by blackbox_exporter and by ours at the same time: the same verdict, or
 * a reason that stands beside the case.
 */
class BlackboxComparisonTest {

  @TempDir private Path folder;

  @Test
  void theVerdictIsTheSameOrThereIsAReason() throws Exception {
    assumeThat(BlackboxExporter.installed())
        .as("prometheus-blackbox-exporter is installed (apt-get install it)")
        .isPresent();
    try (BlackboxTargets targets = BlackboxTargets.open();
        BlackboxExporter blackbox =
            BlackboxExporter.start(folder, BlackboxModules.configuration(folder));
        Probing probing =
            new Probing(
                EngineSettings.defaults(2)
                    .bounded(HttpTable.MAX_BODY, HttpTable.MAX_HEADERS)
                    .trusting(List.of(Certificates.AUTHORITY.getCertificate())));
        ExecutorService threads = Executors.newFixedThreadPool(16)) {
      List<Case> cases = targets.cases();
      List<Future<Boolean>> theirs =
          cases.stream()
              .map(each -> threads.submit(() -> blackbox.finds(each.module(), each.target())))
              .toList();
      List<Future<ProbeReport>> ours =
          cases.stream().map(each -> threads.submit(() -> probing.probe(each.request()))).toList();
      compare(cases, theirs, ours);
    }
  }

  private static void compare(
      List<Case> cases, List<Future<Boolean>> theirs, List<Future<ProbeReport>> ours)
      throws ExecutionException, InterruptedException {
    SoftAssertions verdicts = new SoftAssertions();
    for (int n = 0; n < cases.size(); n++) {
      Case each = cases.get(n);
      ProbeReport report = ours.get(n).get();
      verdicts
          .assertThat(report.outcome() instanceof Outcome.Up)
          .as("ours of %s %s: %s", each.module(), each.name(), report.failure())
          .isEqualTo(each.good());
      verdicts
          .assertThat(theirs.get(n).get())
          .as("blackbox_exporter's of %s %s (%s)", each.module(), each.name(), each.unlike())
          .isEqualTo((each.unlike() == null) == each.good());
    }
    verdicts.assertAll();
    assertThat(cases).hasSizeGreaterThan(70);
  }
}
