package io.iplive.prober.net.tls;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * When the certificates of a server end.
 *
 * @param leaf end of the server's own
 * @param path end of the first to end on the path that was verified, the leaf included; an expired
 *     certificate that no valid path needs does not count
 * @param issuer of the server's own
 * @param lines the chain that the server sent, for people
 */
public record Expiry(Instant leaf, Instant path, String issuer, List<String> lines) {

  static Expiry of(X509Certificate[] sent, List<X509Certificate> path) {
    Instant leaf = sent[0].getNotAfter().toInstant();
    return new Expiry(
        leaf,
        path.stream()
            .map(certificate -> certificate.getNotAfter().toInstant())
            .reduce(leaf, (a, b) -> a.isBefore(b) ? a : b),
        sent[0].getIssuerX500Principal().getName(),
        Chains.lines(sent));
  }

  /** The earlier end. */
  public Instant first() {
    return path;
  }

  /** Whose it is. */
  public String firstName() {
    return path.equals(leaf) ? "The certificate" : "A certificate above the server's own";
  }
}
