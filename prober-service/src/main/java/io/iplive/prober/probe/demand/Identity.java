package io.iplive.prober.probe.demand;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who we are to a server that asks for a certificate.
 *
 * @param chain our own certificate first
 */
public record Identity(PrivateKey key, List<X509Certificate> chain) {

  private static final Pattern CERTIFICATE =
      Pattern.compile("-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----");
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");
  private static final List<String> ALGORITHMS = List.of("EC", "RSA");

  public Identity {
    chain = List.copyOf(chain);
  }

  /**
   * Reads certificates and one unencrypted key, RSA or EC, in PKCS 8, all in PEM.
   *
   * @throws IllegalArgumentException saying what is missing, without a word of the key
   */
  public static Identity parse(String pem) {
    List<X509Certificate> chain =
        CERTIFICATE.matcher(pem).results().map(found -> certificate(found.group())).toList();
    Matcher key = KEY.matcher(pem);
    if (chain.isEmpty() || !key.find()) {
      throw new IllegalArgumentException(
          "clientCertificate needs a CERTIFICATE and a PRIVATE KEY (PKCS 8), both in PEM");
    }
    PrivateKey read = key(key.group(1));
    if (!read.getAlgorithm().equals(chain.getFirst().getPublicKey().getAlgorithm())) {
      throw new IllegalArgumentException(
          "the key of clientCertificate is not that of its first certificate");
    }
    return new Identity(read, chain);
  }

  private static X509Certificate certificate(String pem) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    } catch (CertificateException e) {
      throw new IllegalArgumentException("a certificate of clientCertificate cannot be read", e);
    }
  }

  private static PrivateKey key(String base64) {
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm)
            .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64)));
      } catch (GeneralSecurityException e) {
        // One of another kind, perhaps.
      }
    }
    throw new IllegalArgumentException("the key of clientCertificate cannot be read");
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "Identity[%s, %d certificates]".formatted(key.getAlgorithm(), chain.size());
  }
}
