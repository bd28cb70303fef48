package io.iplive.local.probe;

import io.iplive.prober.net.EngineSettings;
import io.iplive.prober.net.NettyProbeEngine;
import io.iplive.prober.probe.Outcome;
import io.iplive.prober.probe.ProbeReport;
import io.iplive.prober.probe.ProbeRequest;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

/** One probe, here and now, by the engine that probes everywhere; anything may be probed. */
public final class ShellProbe {

  private final PrintStream out;

  public ShellProbe(PrintStream out) {
    this.out = out;
  }

  /**
   * Probes and tells.
   *
   * @return whether the target is up
   */
  public boolean run(Wish wish, EngineSettings settings, boolean json) {
    ProbeRequest request = wish.request();
    ProbeReport report = report(request, settings);
    if (json) {
      out.println(ProbeJson.of(request, report));
    } else {
      char bar = out.charset().newEncoder().canEncode('\u2588') ? '\u2588' : '#';
      out.println(new ProbeText(new PhaseChart(bar)).of(request, report));
    }
    return report.outcome() instanceof Outcome.Up;
  }

  private static ProbeReport report(ProbeRequest request, EngineSettings settings) {
    CompletableFuture<ProbeReport> report = new CompletableFuture<>();
    try (NettyProbeEngine engine =
        new NettyProbeEngine(settings, _ -> true, InstantSource.system())) {
      engine.probe(request, report::complete);
      return report.join();
    }
  }
}
