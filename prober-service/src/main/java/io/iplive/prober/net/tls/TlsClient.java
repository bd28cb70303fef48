package io.iplive.prober.net.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** TLS as a client; every handshake is a full one. */
public final class TlsClient implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TlsClient.class);

  /**
   * Without the post-quantum share that BoringSSL adds: it costs a key each time and makes a hello
   * of two packets, at which some old servers stop. A probe has no secret to keep for decades.
   */
  private static final String[] GROUPS = {"X25519", "P-256", "P-384"};

  private static final long CLOSE_NOTIFY_MILLIS = 500;

  private final SslContext verifying;
  private final SslContext trustingAll;
  private final Paths paths;
  private final AtomicInteger sequence = new AtomicInteger();

  /**
   * A client.
   *
   * @param extraRoots trusted besides the JDK's roots
   */
  public TlsClient(SslProvider provider, List<X509Certificate> extraRoots, InstantSource clock) {
    try {
      X509TrustManager roots = roots(extraRoots);
      paths = new Paths(List.of(roots.getAcceptedIssuers()), clock);
      verifying = context(provider, new ChainVerifier(roots, clock));
      trustingAll = context(provider, InsecureTrustManagerFactory.INSTANCE.getTrustManagers()[0]);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("TLS cannot be set up with " + provider, e);
    }
  }

  /** BoringSSL, or the JDK's TLS with a warning where that is missing. */
  public static SslProvider bestProvider() {
    if (OpenSsl.isAvailable()) {
      return SslProvider.OPENSSL_REFCNT;
    }
    LOG.warn(
        "BoringSSL is not available, probes over TLS cost about three times as much: {}",
        String.valueOf(OpenSsl.unavailabilityCause()));
    return SslProvider.JDK;
  }

  private static SslContext context(SslProvider provider, TrustManager trust) throws SSLException {
    SslContextBuilder builder =
        SslContextBuilder.forClient()
            .sslProvider(provider)
            .trustManager(trust)
            // The verifier checks the name itself, to tell a wrong one from distrust.
            .endpointIdentificationAlgorithm(null)
            .sessionCacheSize(1);
    if (provider != SslProvider.JDK) {
      builder.option(OpenSslContextOption.GROUPS, GROUPS);
    }
    SslContext context = builder.build();
    if (context.sessionContext() instanceof OpenSslSessionContext sessions) {
      sessions.setSessionCacheEnabled(false);
    }
    return context;
  }

  private static X509TrustManager roots(List<X509Certificate> extra)
      throws GeneralSecurityException, IOException {
    X509TrustManager standard = trustManager(null);
    if (extra.isEmpty()) {
      return standard;
    }
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int alias = 0;
    for (X509Certificate root : standard.getAcceptedIssuers()) {
      store.setCertificateEntry("standard-" + alias++, root);
    }
    for (X509Certificate root : extra) {
      store.setCertificateEntry("extra-" + alias++, root);
    }
    return trustManager(store);
  }

  private static X509TrustManager trustManager(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .orElseThrow();
  }

  /**
   * The handler of a new connection.
   *
   * @param host sent as SNI and checked in the certificate; null: neither
   * @param verify whether the certificate is checked where there is a host
   */
  public SslHandler handler(
      ByteBufAllocator allocator, @Nullable String host, int port, boolean verify) {
    SslHandler handler;
    if (host == null) {
      handler = trustingAll.newHandler(allocator);
    } else {
      SslContext context = verify ? verifying : trustingAll;
      handler = context.newHandler(allocator, host, sessionKey(context, port));
    }
    // The attempt's own deadline bounds the handshake.
    handler.setHandshakeTimeoutMillis(0);
    handler.setCloseNotifyFlushTimeoutMillis(CLOSE_NOTIFY_MILLIS);
    return handler;
  }

  /**
   * When the certificates of a connection end.
   *
   * @throws SSLPeerUnverifiedException when there are none
   */
  public Expiry expiry(SSLSession session) throws SSLPeerUnverifiedException {
    X509Certificate[] sent =
        Arrays.stream(session.getPeerCertificates())
            .map(X509Certificate.class::cast)
            .toArray(X509Certificate[]::new);
    return Expiry.of(sent, paths.of(sent));
  }

  /** The JDK looks sessions up by host and port and cannot be told not to: no two are the same. */
  private int sessionKey(SslContext context, int port) {
    return context.sessionContext() instanceof OpenSslSessionContext
        ? port
        : sequence.getAndIncrement();
  }

  @Override
  public void close() {
    ReferenceCountUtil.release(verifying);
    ReferenceCountUtil.release(trustingAll);
  }
}
