package io.iplive.prober.probe.uplink;

import io.iplive.prober.probe.Failure;
import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.ProbeReport;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;

/**
 * How the destinations fare that were probed lately. When most of them fail without an answer of
 * the site, it is worth a look at the uplink: that decides. Not safe for several threads.
 */
public final class Failing {

  /** So soon a dead uplink shows, however well everything was before. */
  private static final Duration NOW = Duration.ofSeconds(5);

  /** A node with few checks looks so far back for enough of them. */
  private static final Duration LATELY = Duration.ofSeconds(30);

  private static final int FEWEST = 10;
  private static final int MOST = 10_000;

  private final LinkedHashMap<String, Last> lasts = new LinkedHashMap<>();

  private record Last(boolean failed, Instant at) {}

  /** A probe of a destination has ended. */
  public void ended(String destination, ProbeReport report) {
    lasts.putLast(destination, new Last(couldBeOurs(report), report.finishedAt()));
    if (lasts.size() > MOST) {
      var _ = lasts.pollFirstEntry();
    }
  }

  private static boolean couldBeOurs(ProbeReport report) {
    Failure failure = report.failure();
    return failure != null && report.statusCode() == null && couldBeOurs(failure.fault());
  }

  /** Also a router on our way can refuse, reset, or say that there is no such name. */
  private static boolean couldBeOurs(Fault fault) {
    return switch (fault) {
      case DNS_NOT_FOUND,
          DNS_FAILED,
          DNS_TIMEOUT,
          CONNECTION_REFUSED,
          CONNECT_TIMEOUT,
          CONNECTION_RESET,
          UNREACHABLE,
          CONNECTION_CLOSED,
          TIMEOUT,
          TLS_FAILED,
          ECHOES_LOST,
          NODE_FAULT ->
          true;
      case DNS_UNEXPECTED,
          CERTIFICATE_EXPIRED,
          CERTIFICATE_WRONG_NAME,
          CERTIFICATE_UNTRUSTED,
          CERTIFICATE_EXPIRES_SOON,
          TLS_NOT_OFFERED,
          CERTIFICATE_PIN,
          HTTP_STATUS,
          HTTP_MALFORMED,
          BODY_TOO_LARGE,
          HEADERS_TOO_LARGE,
          KEYWORD_MISSING,
          KEYWORD_PRESENT,
          TOO_MANY_REDIRECTS,
          REDIRECT_INVALID,
          BODY_UNREADABLE,
          CONTENT_UNEXPECTED,
          ANSWER_UNEXPECTED,
          PROTOCOL_MISMATCH,
          SERVER_REFUSED,
          CONTENT_CHANGED,
          DOMAIN_NOT_FOUND,
          DOMAIN_EXPIRED,
          DOMAIN_EXPIRES_SOON,
          POLICY_REFUSED,
          PROTOCOL_UNSUPPORTED,
          DESTINATION_BUSY,
          REGISTRY_UNAVAILABLE,
          PATTERN_TOO_COSTLY ->
          false;
    };
  }

  /** Whether most of what ended just now fails, or of the latest ten where that is fewer. */
  public boolean mostly(Instant now) {
    int all = 0;
    int failing = 0;
    for (Last last : lasts.sequencedValues().reversed()) {
      if (last.at.isBefore(now.minus(all < FEWEST ? LATELY : NOW))) {
        break;
      }
      all++;
      failing += last.failed ? 1 : 0;
    }
    return all >= FEWEST && failing * 2 > all;
  }

  /** Begins anew. */
  public void clear() {
    lasts.clear();
  }
}
