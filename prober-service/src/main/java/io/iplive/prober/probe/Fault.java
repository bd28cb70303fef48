package io.iplive.prober.probe;

/** Why an attempt has no good end. Those of ours say nothing about the target. */
public enum Fault {
  DNS_NOT_FOUND(2001, false),
  DNS_FAILED(2002, false),
  DNS_TIMEOUT(2003, false),
  DNS_UNEXPECTED(2004, false),
  CONNECTION_REFUSED(2010, false),
  CONNECT_TIMEOUT(2011, false),
  CONNECTION_RESET(2012, false),
  UNREACHABLE(2013, false),
  CONNECTION_CLOSED(2014, false),
  TIMEOUT(2020, false),
  TLS_FAILED(2030, false),
  CERTIFICATE_EXPIRED(2031, false),
  CERTIFICATE_WRONG_NAME(2032, false),
  CERTIFICATE_UNTRUSTED(2033, false),
  CERTIFICATE_EXPIRES_SOON(2034, false),
  TLS_NOT_OFFERED(2035, false),
  CERTIFICATE_PIN(2036, false),
  HTTP_STATUS(2040, false),
  HTTP_MALFORMED(2041, false),
  BODY_TOO_LARGE(2042, false),
  HEADERS_TOO_LARGE(2043, false),
  KEYWORD_MISSING(2044, false),
  KEYWORD_PRESENT(2045, false),
  TOO_MANY_REDIRECTS(2046, false),
  REDIRECT_INVALID(2047, false),
  BODY_UNREADABLE(2048, false),
  CONTENT_UNEXPECTED(2049, false),
  ANSWER_UNEXPECTED(2050, false),
  PROTOCOL_MISMATCH(2051, false),
  SERVER_REFUSED(2052, false),
  ECHOES_LOST(2053, false),
  CONTENT_CHANGED(2054, false),
  DOMAIN_NOT_FOUND(2060, false),
  DOMAIN_EXPIRED(2061, false),
  DOMAIN_EXPIRES_SOON(2062, false),
  POLICY_REFUSED(2090, true),
  PROTOCOL_UNSUPPORTED(2091, true),
  NODE_FAULT(2092, true),
  DESTINATION_BUSY(2093, true),
  REGISTRY_UNAVAILABLE(2094, true),
  PATTERN_TOO_COSTLY(2095, true);

  private final int code;
  private final boolean ours;

  Fault(int code, boolean ours) {
    this.code = code;
    this.ours = ours;
  }

  /** Its number in the published list. */
  public int code() {
    return code;
  }

  /** Whether it is this installation's: the probe then counts as not run. */
  public boolean ours() {
    return ours;
  }

  /** Whether it says more than the status code that came with it. */
  boolean aboutRedirects() {
    return this == TOO_MANY_REDIRECTS || this == REDIRECT_INVALID;
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
