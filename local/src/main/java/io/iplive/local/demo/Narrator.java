package io.iplive.local.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Tells, line by line, what happened when. */
final class Narrator {

  private final PrintStream out;
  private final Instant begun = Instant.now();

  Narrator(PrintStream out) {
    this.out = out;
  }

  synchronized void tell(String sentence) {
    double seconds = Duration.between(begun, Instant.now()).toMillis() / 1000.0;
    out.printf(Locale.ROOT, "%5.1f s  %s%n", seconds, sentence);
  }
}
