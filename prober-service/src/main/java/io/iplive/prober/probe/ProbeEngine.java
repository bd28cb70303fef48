package io.iplive.prober.probe;

import java.util.function.Consumer;

/** Runs probes. Safe for use by several threads. */
public interface ProbeEngine {

  /**
   * Starts a probe now.
   *
   * @param done called exactly once, on a thread of the engine that other probes wait for: it must
   *     not block. A request that this engine cannot run is reported as not run.
   */
  void probe(ProbeRequest request, Consumer<ProbeReport> done);
}
