package io.iplive.gateway.job;

import java.time.Instant;

/**
 * What a node was asked, as far as its answer needs it.
 *
 * @param deadline answers after it change nothing
 * @param answered whether an answer was taken already
 */
public record Asked(
    long monitorId,
    Instant dueAt,
    Instant deadline,
    String protocol,
    String expectedCodes,
    boolean answered) {

  Asked withAnswer() {
    return new Asked(monitorId, dueAt, deadline, protocol, expectedCodes, true);
  }
}
