package io.iplive.gateway.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the first failing probe of an outage saw.
 *
 * @param nodeId who saw it
 * @param remoteAddress connected to, or that would have been
 * @param head status line and headers, greeting or answer
 * @param body its first 2 KiB
 * @param certificates the server's chain, a line each
 * @param redirects that were followed, a line each
 * @param addresses that the name stood for
 */
public record Evidence(
    long nodeId,
    @Nullable String remoteAddress,
    @Nullable String head,
    @Nullable String body,
    List<String> certificates,
    List<String> redirects,
    List<String> addresses) {}
