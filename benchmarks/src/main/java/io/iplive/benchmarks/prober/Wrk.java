package io.iplive.benchmarks.prober;

import io.iplive.benchmarks.process.Programs;
import io.iplive.benchmarks.process.Programs.Program;
import io.iplive.benchmarks.process.Running;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The load generator wrk, a new connection a request.
 *
 * @param connections kept busy at a time
 */
record Wrk(Programs programs, Path folder, String name, String url, int connections)
    implements Candidate {

  @Override
  public Load begin() throws IOException {
    Running process = run();
    return new Load() {
      @Override
      public long pid() {
        return process.pid();
      }

      @Override
      public void close() {
        process.close();
      }
    };
  }

  /** Starts it, for far longer than any window; whoever starts it ends it. */
  Running run() throws IOException {
    return Running.start(
        folder.resolve("wrk.log"),
        List.of(
            programs.path(Program.WRK),
            "--threads",
            "1",
            "--connections",
            Integer.toString(connections),
            "--duration",
            "600s",
            "--header",
            "Connection: close",
            url));
  }
}
