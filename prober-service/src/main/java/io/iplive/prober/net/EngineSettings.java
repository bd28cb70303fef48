package io.iplive.prober.net;

import io.iplive.prober.net.tls.TlsClient;
import io.netty.handler.ssl.SslProvider;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * How an engine probes.
 *
 * @param threads event loops, each on a thread of its own
 * @param userAgent for checks that name none
 * @param maxBodyBytes a longer body is a failure
 * @param maxHeaderBytes a longer status line or header block is a failure
 * @param nameServers asked in this order; empty: the system's
 * @param trustedRoots trusted besides the JDK's
 * @param tls the library that does TLS
 * @param probesPerDestination most probes a second to one address that is not this machine's; 0:
 *     any number
 * @param rdapServer root of the RDAP service that is asked about domains
 * @param pageMemory most bytes at a time of pages that are looked at as a whole
 */
public record EngineSettings(
    int threads,
    String userAgent,
    long maxBodyBytes,
    int maxHeaderBytes,
    List<InetSocketAddress> nameServers,
    List<X509Certificate> trustedRoots,
    SslProvider tls,
    int probesPerDestination,
    String rdapServer,
    long pageMemory) {

  private static final String USER_AGENT = "Mozilla/5.0 (compatible; SiteCheck/1.0)";
  private static final String RDAP_SERVER = "https://rdap.org/";
  private static final long MAX_BODY_BYTES = 1 << 20;
  private static final int MAX_HEADER_BYTES = 32 << 10;
  private static final long PAGE_MEMORY = 64 << 20;

  public EngineSettings {
    if (threads < 1) {
      throw new IllegalArgumentException("threads is %d, at least 1 is needed".formatted(threads));
    }
    if (userAgent.isBlank() || userAgent.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("userAgent must be text without control characters");
    }
    if (maxBodyBytes < 0) {
      throw new IllegalArgumentException(
          "maxBodyBytes is %d, it must not be negative".formatted(maxBodyBytes));
    }
    if (maxHeaderBytes < 1) {
      throw new IllegalArgumentException(
          "maxHeaderBytes is %d, at least 1 is needed".formatted(maxHeaderBytes));
    }
    if (probesPerDestination < 0) {
      throw new IllegalArgumentException(
          "probesPerDestination is %d, it must not be negative".formatted(probesPerDestination));
    }
    if (pageMemory < 0) {
      throw new IllegalArgumentException(
          "pageMemory is %d, it must not be negative".formatted(pageMemory));
    }
    nameServers = List.copyOf(nameServers);
    trustedRoots = List.copyOf(trustedRoots);
  }

  /** An engine's own choice, for so many threads. */
  public static EngineSettings defaults(int threads) {
    return new EngineSettings(
        threads,
        USER_AGENT,
        MAX_BODY_BYTES,
        MAX_HEADER_BYTES,
        List.of(),
        List.of(),
        TlsClient.bestProvider(),
        0,
        RDAP_SERVER,
        PAGE_MEMORY);
  }

  /** The same with further trusted roots. */
  public EngineSettings trusting(List<X509Certificate> roots) {
    return new EngineSettings(
        threads,
        userAgent,
        maxBodyBytes,
        maxHeaderBytes,
        nameServers,
        roots,
        tls,
        probesPerDestination,
        rdapServer,
        pageMemory);
  }

  /** The same with other bounds of an answer. */
  public EngineSettings bounded(long bodyBytes, int headerBytes) {
    return new EngineSettings(
        threads,
        userAgent,
        bodyBytes,
        headerBytes,
        nameServers,
        trustedRoots,
        tls,
        probesPerDestination,
        rdapServer,
        pageMemory);
  }

  /** The same asking other name servers. */
  public EngineSettings asking(List<InetSocketAddress> servers) {
    return new EngineSettings(
        threads,
        userAgent,
        maxBodyBytes,
        maxHeaderBytes,
        servers,
        trustedRoots,
        tls,
        probesPerDestination,
        rdapServer,
        pageMemory);
  }

  /** The same with another library for TLS. */
  public EngineSettings with(SslProvider library) {
    return new EngineSettings(
        threads,
        userAgent,
        maxBodyBytes,
        maxHeaderBytes,
        nameServers,
        trustedRoots,
        library,
        probesPerDestination,
        rdapServer,
        pageMemory);
  }

  /** The same asking another RDAP service. */
  public EngineSettings registry(String server) {
    return new EngineSettings(
        threads,
        userAgent,
        maxBodyBytes,
        maxHeaderBytes,
        nameServers,
        trustedRoots,
        tls,
        probesPerDestination,
        server,
        pageMemory);
  }

  /** The same with another bound of probes a second to one address. */
  public EngineSettings perDestination(int probes) {
    return new EngineSettings(
        threads,
        userAgent,
        maxBodyBytes,
        maxHeaderBytes,
        nameServers,
        trustedRoots,
        tls,
        probes,
        rdapServer,
        pageMemory);
  }

  /** The same with another bound of pages that are looked at as a whole. */
  public EngineSettings keeping(long pageBytes) {
    return new EngineSettings(
        threads,
        userAgent,
        maxBodyBytes,
        maxHeaderBytes,
        nameServers,
        trustedRoots,
        tls,
        probesPerDestination,
        rdapServer,
        pageBytes);
  }
}
