package io.iplive.prober.net.tls;

import io.iplive.prober.probe.demand.Identity;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.NetUtil;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
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

  private static final TrustManager TRUST_ALL =
      InsecureTrustManagerFactory.INSTANCE.getTrustManagers()[0];

  private final SslProvider provider;
  private final TrustManager verifier;
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
    this.provider = provider;
    try {
      X509TrustManager roots = roots(extraRoots);
      paths = new Paths(List.of(roots.getAcceptedIssuers()), clock);
      verifier = new ChainVerifier(roots, paths, clock);
      verifying = context(provider, verifier, null);
      trustingAll = context(provider, TRUST_ALL, null);
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

  private static SslContext context(
      SslProvider provider, TrustManager trust, @Nullable Identity identity) throws SSLException {
    SslContextBuilder builder =
        SslContextBuilder.forClient()
            .sslProvider(provider)
            .trustManager(trust)
            // The verifier checks the name itself, to tell a wrong one from distrust.
            .endpointIdentificationAlgorithm(null)
            .sessionCacheSize(1);
    if (identity != null) {
      builder.keyManager(new OwnKey(identity));
    }
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
   * @param identity shown to a server that asks; null: none
   */
  public SslHandler handler(
      ByteBufAllocator allocator,
      @Nullable String host,
      int port,
      boolean verify,
      @Nullable Identity identity) {
    boolean checked = verify && host != null;
    String name = host != null && host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    SslHandler handler =
        identity == null
            ? handler(checked ? verifying : trustingAll, allocator, name, port)
            : identified(checked ? verifier : TRUST_ALL, allocator, name, port, identity);
    if (name != null) {
      indicate(handler.engine(), name);
    }
    // The attempt's own deadline bounds the handshake.
    handler.setHandshakeTimeoutMillis(0);
    handler.setCloseNotifyFlushTimeoutMillis(CLOSE_NOTIFY_MILLIS);
    return handler;
  }

  /** By itself an engine sends no name that has no dot. */
  private static void indicate(SSLEngine engine, String name) {
    if (NetUtil.isValidIpV4Address(name) || NetUtil.isValidIpV6Address(name)) {
      return;
    }
    SSLParameters parameters = engine.getSSLParameters();
    try {
      parameters.setServerNames(List.of(new SNIHostName(name)));
    } catch (IllegalArgumentException e) {
      // With an underscore, say: neither the JDK nor Netty lets it be sent.
      return;
    }
    engine.setSSLParameters(parameters);
  }

  private SslHandler handler(
      SslContext context, ByteBufAllocator allocator, @Nullable String host, int port) {
    return host == null
        ? context.newHandler(allocator)
        : context.newHandler(allocator, host, sessionKey(context, port));
  }

  /** An identity is one probe's alone; its context lives as long as the connection. */
  private SslHandler identified(
      TrustManager trust,
      ByteBufAllocator allocator,
      @Nullable String host,
      int port,
      Identity identity) {
    SslContext context;
    try {
      context = context(provider, trust, identity);
    } catch (SSLException e) {
      throw new IllegalStateException("A certificate that was read cannot be used", e);
    }
    try {
      return handler(context, allocator, host, port);
    } finally {
      ReferenceCountUtil.release(context);
    }
  }

  /**
   * SHA-256 of the public keys, base64: the server's own first, then those its trust rests on.
   *
   * @throws SSLPeerUnverifiedException when there are none
   */
  public List<String> keys(SSLSession session) throws SSLPeerUnverifiedException {
    return paths.of(sent(session)).stream().map(TlsClient::key).toList();
  }

  private static String key(X509Certificate certificate) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(certificate.getPublicKey().getEncoded());
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  /**
   * When the certificates of a connection end.
   *
   * @throws SSLPeerUnverifiedException when there are none
   */
  public Expiry expiry(SSLSession session) throws SSLPeerUnverifiedException {
    X509Certificate[] sent = sent(session);
    return Expiry.of(sent, paths.of(sent));
  }

  private static X509Certificate[] sent(SSLSession session) throws SSLPeerUnverifiedException {
    return Sent.bounded(
        Arrays.stream(session.getPeerCertificates())
            .map(X509Certificate.class::cast)
            .toArray(X509Certificate[]::new));
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
