package io.iplive.prober.net.tls;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Checks a server's chain against trusted roots, then its name. A chain found good is recognised
 * for ten minutes by its fingerprint, which saves most of a probe's cost, but not after the first
 * end on the path that its trust rests on; the name is checked each time. Servers send expired
 * cross-signed roots along that no valid path needs: those do not count.
 */
final class ChainVerifier extends X509ExtendedTrustManager {

  private static final Duration RECOGNISED = Duration.ofMinutes(10);
  private static final int MOST_CHAINS = 20_000;

  private final X509TrustManager roots;
  private final Paths paths;
  private final InstantSource clock;
  private final Map<String, Trusted> chains = new ConcurrentHashMap<>();

  private record Trusted(Instant until, Instant from, Instant to, CertificateNames names) {}

  ChainVerifier(X509TrustManager roots, Paths paths, InstantSource clock) {
    this.roots = roots;
    this.paths = paths;
    this.clock = clock;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    try {
      verify(Sent.bounded(chain), authType, engine.getPeerHost());
    } catch (CertificateException e) {
      throw new RefusedChainException(chain, e);
    }
  }

  private void verify(X509Certificate[] chain, String authType, @Nullable String host)
      throws CertificateException {
    Instant now = clock.instant();
    String fingerprint = fingerprint(chain, authType);
    Trusted trusted = chains.get(fingerprint);
    if (trusted == null
        || now.isAfter(trusted.until)
        || now.isBefore(trusted.from)
        || now.isAfter(trusted.to)) {
      trusted = verified(chain, authType, now);
      remember(fingerprint, trusted, now);
    }
    if (host == null || !trusted.names.include(host)) {
      throw new WrongNameException(String.valueOf(host));
    }
  }

  private Trusted verified(X509Certificate[] chain, String authType, Instant now)
      throws CertificateException {
    X509Certificate leaf = chain[0];
    leaf.checkValidity(Date.from(now));
    roots.checkServerTrusted(chain, authType);
    List<X509Certificate> path = paths.of(chain);
    if (path.size() == 1) {
      // No path is valid by this node's clock, or it is a root itself.
      for (X509Certificate sent : chain) {
        sent.checkValidity(Date.from(now));
      }
    }
    return new Trusted(
        now.plus(RECOGNISED),
        leaf.getNotBefore().toInstant(),
        Expiry.of(chain, path).first(),
        CertificateNames.of(leaf));
  }

  private void remember(String fingerprint, Trusted trusted, Instant now) {
    if (chains.size() >= MOST_CHAINS) {
      chains.values().removeIf(known -> now.isAfter(known.until));
    }
    if (chains.size() < MOST_CHAINS) {
      chains.put(fingerprint, trusted);
    }
  }

  private static String fingerprint(X509Certificate[] chain, String authType)
      throws CertificateException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(authType.getBytes(StandardCharsets.US_ASCII));
      for (X509Certificate certificate : chain) {
        digest.update(certificate.getEncoded());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw onlyEngines();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw onlyEngines();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw onlyEngines();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw onlyEngines();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw onlyEngines();
  }

  private static CertificateException onlyEngines() {
    return new CertificateException("Only servers are checked, and by their name");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
