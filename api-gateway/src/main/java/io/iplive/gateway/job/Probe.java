package io.iplive.gateway.job;

import io.iplive.gateway.account.Plain;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is sent to a target and what is expected, as Check of the published language says it. */
public record Probe(
    @Nullable Integer port,
    String path,
    @Nullable String host,
    @Nullable Plain cookies,
    String expectedCodes,
    @Nullable String userAgent,
    boolean tlsVerify,
    boolean followRedirects,
    String method,
    @Nullable Plain headers,
    @Nullable Plain body,
    @Nullable String keyword,
    @Nullable String keywordAbsent,
    @Nullable String send,
    @Nullable String expect,
    @Nullable String dnsType,
    @Nullable String dnsServer,
    @Nullable String dnsExpect,
    @Nullable Integer daysLeft,
    @Nullable Simulation simulation,
    @Nullable Demands demands) {

  /** What is reported instead of probing, on test accounts. */
  public record Simulation(int statusCode, Instant until) {}
}
