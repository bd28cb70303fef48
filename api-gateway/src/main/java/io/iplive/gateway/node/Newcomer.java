package io.iplive.gateway.node;

import io.iplive.gateway.account.SecretHash;
import io.iplive.gateway.address.IpAddress;

/**
 * A node that asks to be let in.
 *
 * @param remote whether it takes its jobs over HTTP
 * @param approved whether it may be asked at once
 * @param token hash of what it will show
 */
public record Newcomer(IpAddress address, boolean remote, boolean approved, SecretHash token) {}
