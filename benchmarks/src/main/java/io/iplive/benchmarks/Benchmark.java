package io.iplive.benchmarks;

import io.iplive.benchmarks.report.Figures;
import java.io.IOException;
import java.io.PrintStream;

/** One of them. Ends everything it started, also when it fails or is interrupted. */
public interface Benchmark {

  /**
   * Measures.
   *
   * @param out where the report goes while it comes to be
   * @return what the report comes down to
   * @throws Complaint when this machine lacks something, or what was measured did not work
   */
  Figures run(PrintStream out) throws IOException, InterruptedException;
}
