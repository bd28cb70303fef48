package io.iplive.acceptance.nemesis;

import io.iplive.acceptance.cluster.Cluster;
import io.iplive.acceptance.cluster.Link;
import io.iplive.acceptance.cluster.Member;
import io.iplive.local.supervision.Together;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Carries out a plan, in real time. */
public final class Nemesis {

  private static final Duration FAREWELL = Duration.ofSeconds(10);

  private final Cluster cluster;
  private final PrintStream out;

  public Nemesis(Cluster cluster, PrintStream out) {
    this.cluster = cluster;
    this.out = out;
  }

  /**
   * Returns when the last fault was mended; whether the victims have recovered is another matter.
   */
  public void carryOut(Plan plan) throws InterruptedException {
    Instant begun = Instant.now();
    try (Together all = new Together()) {
      for (Fault fault : plan.faults()) {
        all.run(() -> {
          sleepUntil(begun.plus(fault.at()));
          out.println("  " + fault);
          strike(fault);
          sleepUntil(begun.plus(fault.end()));
          mend(fault);
        });
      }
      all.await();
    }
  }

  private static void sleepUntil(Instant instant) throws InterruptedException {
    Duration wait = Duration.between(Instant.now(), instant);
    if (wait.isPositive()) {
      Thread.sleep(wait);
    }
  }

  private void strike(Fault fault) throws InterruptedException {
    try {
      switch (fault.stroke()) {
        case KILL -> member(fault).kill();
        case FREEZE -> member(fault).freeze();
        case STOP -> member(fault).stop(FAREWELL);
        case CUT -> links(fault).forEach(Link::cut);
        case RESET -> links(fault).forEach(Link::reset);
        case JOIN -> member(fault).start();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(fault.toString(), e);
    }
  }

  private void mend(Fault fault) throws InterruptedException {
    try {
      switch (fault.stroke()) {
        case KILL, STOP -> member(fault).start();
        case FREEZE -> member(fault).thaw();
        case CUT -> links(fault).forEach(Link::mend);
        case RESET -> {
          // Nothing holds a connection back.
        }
        case JOIN -> member(fault).stop(FAREWELL);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(fault.toString(), e);
    }
  }

  private Member member(Fault fault) {
    return Objects.requireNonNull(cluster.members().get(fault.victim()), fault.victim());
  }

  private List<Link> links(Fault fault) {
    return Objects.requireNonNull(cluster.links().get(fault.victim()), fault.victim());
  }
}
