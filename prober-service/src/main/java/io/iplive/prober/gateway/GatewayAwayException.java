package io.iplive.prober.gateway;

import java.io.IOException;
import java.time.Duration;

/** No gateway could be asked now; later one may. */
final class GatewayAwayException extends IOException {

  private final Duration notBefore;

  GatewayAwayException(String why) {
    this(why, Duration.ZERO);
  }

  /**
   * A gateway that wants to be left alone.
   *
   * @param notBefore for so long
   */
  GatewayAwayException(String why, Duration notBefore) {
    super(why);
    this.notBefore = notBefore;
  }

  Duration notBefore() {
    return notBefore;
  }
}
