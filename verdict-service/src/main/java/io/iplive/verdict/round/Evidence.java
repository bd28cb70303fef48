package io.iplive.verdict.round;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a node that found a target failing saw, for people.
 *
 * @param remoteAddress null: none was known
 * @param head status line and headers, greeting or answer
 * @param body its start
 * @param certificates a line each, the server's own first
 * @param redirects that were followed
 * @param addresses that the name stood for
 */
public record Evidence(
    long node,
    @Nullable String remoteAddress,
    @Nullable String head,
    @Nullable String body,
    List<String> certificates,
    List<String> redirects,
    List<String> addresses) {

  public Evidence {
    certificates = List.copyOf(certificates);
    redirects = List.copyOf(redirects);
    addresses = List.copyOf(addresses);
  }
}
