package io.iplive.prober.net.tls;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;

/** Chains of certificates as people read them. */
public final class Chains {

  private static final int LONGEST = 10;

  private Chains() {}

  /** A line a certificate: subject, issuer, dates. */
  public static List<String> lines(X509Certificate[] chain) {
    return Arrays.stream(chain).limit(LONGEST).map(Chains::line).toList();
  }

  private static String line(X509Certificate certificate) {
    return "%s, issued by %s, valid from %s to %s"
        .formatted(
            certificate.getSubjectX500Principal().getName(),
            certificate.getIssuerX500Principal().getName(),
            certificate.getNotBefore().toInstant(),
            certificate.getNotAfter().toInstant());
  }
}
