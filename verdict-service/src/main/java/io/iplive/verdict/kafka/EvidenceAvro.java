package io.iplive.verdict.kafka;

import io.iplive.verdict.round.Evidence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What failing probes saw, as it comes in and goes out. */
final class EvidenceAvro {

  private static final int LONGEST_HEAD = 4 << 10;
  private static final int LONGEST_BODY = 2 << 10;
  private static final int LONGEST_LINE = 300;
  private static final int MOST_LINES = 10;

  private EvidenceAvro() {}

  /** No longer than probers make it, whoever made this one. */
  static @Nullable Evidence seen(io.iplive.schemas.prober.@Nullable Evidence told) {
    return told == null
        ? null
        : new Evidence(
            told.getNodeId(),
            cut(told.getRemoteAddress(), LONGEST_LINE),
            cut(told.getHead(), LONGEST_HEAD),
            cut(told.getBody(), LONGEST_BODY),
            lines(told.getCertificates()),
            lines(told.getRedirects()),
            lines(told.getAddresses()));
  }

  static io.iplive.schemas.prober.@Nullable Evidence published(@Nullable Evidence seen) {
    return seen == null
        ? null
        : new io.iplive.schemas.prober.Evidence(
            seen.node(),
            seen.remoteAddress(),
            seen.head(),
            seen.body(),
            seen.certificates(),
            seen.redirects(),
            seen.addresses());
  }

  private static List<String> lines(List<String> lines) {
    return lines.stream()
        .limit(MOST_LINES)
        .map(line -> line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE))
        .toList();
  }

  private static @Nullable String cut(@Nullable String text, int longest) {
    return text == null || text.length() <= longest ? text : text.substring(0, longest);
  }
}
