package io.iplive.schemas;

import java.util.Arrays;
import java.util.Optional;

/**
 * The published list of failure codes (contracts/monitorus.md, "codes=full" and {@code GET
 * /code/}). Numbers are stable for ever; a number is never given a second meaning.
 */
public enum FailureCode {
  DNS_NOT_FOUND(2001, false, "The name does not exist"),
  DNS_FAILED(2002, false, "The name server answered with an error"),
  DNS_TIMEOUT(2003, false, "The name server did not answer in time"),
  DNS_UNEXPECTED(2004, false, "The name server's answer is not the expected one"),
  CONNECTION_REFUSED(2010, false, "The connection was refused"),
  CONNECT_TIMEOUT(2011, false, "The connection was not accepted in time"),
  CONNECTION_RESET(2012, false, "The connection was reset"),
  UNREACHABLE(2013, false, "The address cannot be reached"),
  CONNECTION_CLOSED(2014, false, "The connection was closed before the answer was complete"),
  TIMEOUT(2020, false, "No complete answer in time"),
  TLS_FAILED(2030, false, "The TLS handshake failed"),
  CERTIFICATE_EXPIRED(2031, false, "The certificate has expired or is not valid yet"),
  CERTIFICATE_WRONG_NAME(2032, false, "The certificate is for another name"),
  CERTIFICATE_UNTRUSTED(2033, false, "The certificate's issuer is not trusted"),
  CERTIFICATE_EXPIRES_SOON(2034, false, "The certificate expires soon"),
  TLS_NOT_OFFERED(2035, false, "The server does not offer TLS"),
  CERTIFICATE_PIN(2036, false, "The certificate's key is not a pinned one"),
  HTTP_STATUS(2040, false, "The HTTP status code is not an expected one"),
  HTTP_MALFORMED(2041, false, "The answer is not HTTP"),
  BODY_TOO_LARGE(2042, false, "The body is larger than allowed"),
  HEADERS_TOO_LARGE(2043, false, "The headers are larger than allowed"),
  KEYWORD_MISSING(2044, false, "The page does not hold the keyword"),
  KEYWORD_PRESENT(2045, false, "The page holds a keyword that must not be there"),
  TOO_MANY_REDIRECTS(2046, false, "There are more redirects than are followed"),
  REDIRECT_INVALID(2047, false, "A redirect leads to no usable address"),
  BODY_UNREADABLE(2048, false, "The body cannot be unpacked"),
  CONTENT_UNEXPECTED(2049, false, "The page does not hold what is expected"),
  ANSWER_UNEXPECTED(2050, false, "The answer is not the expected one"),
  PROTOCOL_MISMATCH(2051, false, "The server does not speak the protocol"),
  SERVER_REFUSED(2052, false, "The server answered with an error"),
  ECHOES_LOST(2053, false, "Too many echoes had no answer"),
  CONTENT_CHANGED(2054, false, "The page has changed"),
  DOMAIN_NOT_FOUND(2060, false, "The domain is not registered"),
  DOMAIN_EXPIRED(2061, false, "The domain has expired"),
  DOMAIN_EXPIRES_SOON(2062, false, "The domain expires soon"),
  POLICY_REFUSED(2090, true, "The address is not allowed by this installation's outbound policy"),
  PROTOCOL_UNSUPPORTED(2091, true, "This node cannot run this kind of check"),
  NODE_FAULT(2092, true, "The node could not run the check"),
  DESTINATION_BUSY(2093, true, "The address is probed too often at the moment"),
  REGISTRY_UNAVAILABLE(2094, true, "The registry of domains did not answer"),
  PATTERN_TOO_COSTLY(2095, true, "The pattern takes too long on this page");

  private final int number;
  private final boolean ours;
  private final String sentence;

  FailureCode(int number, boolean ours, String sentence) {
    this.number = number;
    this.ours = ours;
    this.sentence = sentence;
  }

  /** The published number, from 2001. */
  public int number() {
    return number;
  }

  /** Whether the fault is this installation's: such a result is never a vote. */
  public boolean ours() {
    return ours;
  }

  /** One English sentence without its full stop. */
  public String sentence() {
    return sentence;
  }

  /** The code of a published number; empty when a newer program published it. */
  public static Optional<FailureCode> ofNumber(int number) {
    return Arrays.stream(values()).filter(code -> code.number == number).findFirst();
  }
}
