package io.iplive.verdict.kafka.state;

import io.iplive.verdict.kafka.row.EvidenceRow;
import io.iplive.verdict.round.Evidence;
import org.jspecify.annotations.Nullable;

/** What failing probes saw, as stored. */
final class EvidenceRows {

  private EvidenceRows() {}

  static @Nullable EvidenceRow row(@Nullable Evidence seen) {
    return seen == null
        ? null
        : new EvidenceRow(
            seen.node(),
            seen.remoteAddress(),
            seen.head(),
            seen.body(),
            seen.certificates(),
            seen.redirects(),
            seen.addresses());
  }

  static @Nullable Evidence evidence(@Nullable EvidenceRow row) {
    return row == null
        ? null
        : new Evidence(
            row.getNode(),
            row.getRemoteAddress(),
            row.getHead(),
            row.getBody(),
            row.getCertificates(),
            row.getRedirects(),
            row.getAddresses());
  }
}
