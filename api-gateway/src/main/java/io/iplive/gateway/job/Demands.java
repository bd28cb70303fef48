package io.iplive.gateway.job;

import io.iplive.gateway.account.Plain;
import org.jspecify.annotations.Nullable;

/** What only some checks ask for, as Demands of the published language says it. */
public record Demands(
    @Nullable Integer slowMs,
    @Nullable String ipVersion,
    @Nullable String pattern,
    @Nullable String jsonPath,
    @Nullable String jsonExpect,
    @Nullable String bodySha256,
    @Nullable String keyPins,
    @Nullable Plain clientCertificate,
    @Nullable String script,
    @Nullable Integer packets,
    @Nullable Integer packetBytes,
    @Nullable Integer ttl,
    @Nullable Integer lossPercent) {}
