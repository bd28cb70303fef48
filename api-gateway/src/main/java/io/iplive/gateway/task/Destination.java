package io.iplive.gateway.task;

import io.iplive.gateway.monitor.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Where a task's probes go, as its {@code data} says.
 *
 * @param address IP literal without brackets, or host name in ASCII
 * @param host the host name again, for Host and SNI; null: {@code address} is a literal
 * @param port null: the protocol's own
 * @param path of an HTTP request, with its query
 */
public record Destination(
    Protocol protocol,
    String address,
    @Nullable String host,
    @Nullable Integer port,
    String path) {}
