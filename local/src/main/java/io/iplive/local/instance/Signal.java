package io.iplive.local.instance;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** How a process is asked to end. */
public enum Signal {
  TERM,
  /** PostgreSQL's fast shutdown: TERM would wait for its clients. */
  INT,
  KILL;

  void send(ProcessHandle process) {
    switch (this) {
      case TERM -> process.destroy();
      case KILL -> process.destroyForcibly();
      case INT -> interrupt(process);
    }
  }

  private static void interrupt(ProcessHandle process) {
    try {
      Process kill =
          new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!kill.waitFor(2, TimeUnit.SECONDS) || kill.exitValue() != 0) {
        process.destroy();
      }
    } catch (IOException _) {
      process.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroy();
    }
  }
}
