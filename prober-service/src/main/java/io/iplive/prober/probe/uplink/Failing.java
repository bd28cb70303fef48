package io.iplive.prober.probe.uplink;

import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.Outcome;
import io.iplive.prober.probe.ProbeReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the destinations fare that were probed lately. When nearly all of many fail in a way that a
 * dead uplink would make them fail, it is worth a look at the uplink. Not safe for several threads.
 */
public final class Failing {

  private static final Duration LATELY = Duration.ofSeconds(30);
  private static final int FEWEST = 10;
  private static final int SHARE_PERCENT = 90;
  private static final int MOST = 10_000;

  private final Map<String, Last> lasts = new LinkedHashMap<>();
  private int failing;

  private record Last(boolean failed, Instant at) {}

  /** A probe of a destination has ended. */
  public void ended(String destination, ProbeReport report) {
    forget(destination);
    boolean failed = couldBeOurs(report);
    lasts.put(destination, new Last(failed, report.finishedAt()));
    failing += failed ? 1 : 0;
    if (lasts.size() > MOST) {
      forget(lasts.keySet().iterator().next());
    }
  }

  private void forget(String destination) {
    Last before = lasts.remove(destination);
    failing -= before != null && before.failed ? 1 : 0;
  }

  private static boolean couldBeOurs(ProbeReport report) {
    return switch (report.outcome()) {
      case Outcome.Up _ -> false;
      case Outcome.Down(var failure) ->
          switch (failure.fault()) {
            case DNS_FAILED, DNS_TIMEOUT, CONNECT_TIMEOUT, UNREACHABLE, TIMEOUT -> true;
            default -> false;
          };
      case Outcome.NotRun(var failure) -> failure.fault() == Fault.NODE_FAULT;
    };
  }

  /** Whether nearly everything fails. */
  public boolean nearlyEverywhere(Instant now) {
    Instant oldest = now.minus(LATELY);
    Iterator<Last> inOrder = lasts.values().iterator();
    while (inOrder.hasNext()) {
      Last last = inOrder.next();
      if (!last.at.isBefore(oldest)) {
        break;
      }
      inOrder.remove();
      failing -= last.failed ? 1 : 0;
    }
    return lasts.size() >= FEWEST && failing * 100 >= lasts.size() * SHARE_PERCENT;
  }

  /** Begins anew. */
  public void clear() {
    lasts.clear();
    failing = 0;
  }
}
