package io.iplive.prober.probe;

/** Why an attempt has no good end. Those of ours say nothing about the target. */
public enum Fault {
  DNS_NOT_FOUND(false),
  DNS_FAILED(false),
  DNS_TIMEOUT(false),
  CONNECTION_REFUSED(false),
  CONNECT_TIMEOUT(false),
  CONNECTION_RESET(false),
  UNREACHABLE(false),
  CONNECTION_CLOSED(false),
  TIMEOUT(false),
  TLS_FAILED(false),
  CERTIFICATE_EXPIRED(false),
  CERTIFICATE_WRONG_NAME(false),
  CERTIFICATE_UNTRUSTED(false),
  HTTP_STATUS(false),
  HTTP_MALFORMED(false),
  BODY_TOO_LARGE(false),
  HEADERS_TOO_LARGE(false),
  POLICY_REFUSED(true),
  PROTOCOL_UNSUPPORTED(true),
  NODE_FAULT(true);

  private final boolean ours;

  Fault(boolean ours) {
    this.ours = ours;
  }

  /** Whether it is this installation's: the probe then counts as not run. */
  public boolean ours() {
    return ours;
  }

  /** What it means that an attempt's time ran out in a phase. */
  public static Fault ofTimeout(Phase phase) {
    return switch (phase) {
      case RESOLVE -> DNS_TIMEOUT;
      case CONNECT -> CONNECT_TIMEOUT;
      case TLS, SEND, FIRST_BYTE, TRANSFER -> TIMEOUT;
    };
  }
}
