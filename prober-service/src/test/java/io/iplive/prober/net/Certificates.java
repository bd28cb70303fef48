package io.iplive.prober.net;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An authority of the tests' own, and what it signs. */
final class Certificates {

  static final X509Bundle AUTHORITY =
      signed(lasting("Test CA", 3_650).setIsCertificateAuthority(true), null);

  private Certificates() {}

  /** A good one of a host, that lasts so many days. */
  static X509Bundle of(String host, int days) {
    return signed(lasting(host, days).addSanDnsName(host), AUTHORITY);
  }

  static CertificateBuilder lasting(String name, int days) {
    return new CertificateBuilder()
        .subject("CN=" + name)
        .notBefore(Instant.now().minus(Duration.ofDays(400)))
        .notAfter(Instant.now().plus(Duration.ofDays(days)).plus(Duration.ofHours(1)))
        .ecp256();
  }

  static X509Bundle signed(CertificateBuilder builder, @Nullable X509Bundle issuer) {
    try {
      return issuer == null ? builder.buildSelfSigned() : builder.buildIssuedBy(issuer);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
