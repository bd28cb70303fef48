package io.iplive.prober.probe;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One target to probe once.
 *
 * @param protocol name of the probe type, as in the job
 * @param address literal or host name to connect to
 * @param port 1..65535; null: the protocol's own
 * @param timeout of one attempt as a whole, name resolution included
 * @param retryCount further attempts at once after a failing one, each with its own timeout
 * @param http what protocols over HTTP send and expect
 */
public record ProbeRequest(
    String protocol,
    String address,
    @Nullable Integer port,
    Duration timeout,
    int retryCount,
    HttpCheck http) {

  public ProbeRequest {
    if (address.isBlank()) {
      throw new IllegalArgumentException("address must not be blank");
    }
    if (port != null && (port < 1 || port > 65535)) {
      throw new IllegalArgumentException("port is %d, allowed is 1..65535".formatted(port));
    }
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException("timeout is %s, it must be positive".formatted(timeout));
    }
    if (retryCount < 0) {
      throw new IllegalArgumentException(
          "retryCount is %d, it must not be negative".formatted(retryCount));
    }
  }

  /** The port connected to, given the protocol's own. */
  public int portOr(int protocolPort) {
    return port == null ? protocolPort : port;
  }
}
