package io.iplive.prober.gateway;

/** A gateway understood and said no; asking again is of no use. */
public final class GatewayRefusedException extends Exception {

  private static final int WRONG_TOKEN = 1004;

  private final int code;

  GatewayRefusedException(int code, String message) {
    super(message);
    this.code = code;
  }

  /** Whether it does not know who we are. */
  boolean wrongToken() {
    return code == WRONG_TOKEN;
  }

  /** For people. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
