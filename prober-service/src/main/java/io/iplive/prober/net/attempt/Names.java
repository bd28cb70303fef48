package io.iplive.prober.net.attempt;

import io.iplive.prober.probe.demand.IpVersion;
import io.netty.channel.EventLoop;
import io.netty.resolver.HostsFileEntriesResolver;
import io.netty.resolver.ResolvedAddressTypes;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsNameResolverChannelStrategy;
import io.netty.resolver.dns.DnsServerAddressStream;
import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import io.netty.resolver.dns.DnsServerAddresses;
import io.netty.resolver.dns.NoopAuthoritativeDnsServerCache;
import io.netty.resolver.dns.NoopDnsCache;
import io.netty.resolver.dns.NoopDnsCnameCache;
import io.netty.resolver.dns.SequentialDnsServerAddressStreamProvider;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.net.IDN;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * From an address as configured to one address to connect to. A name is asked for anew each time,
 * on a socket of its own, and never completed by the system's search domains.
 */
public final class Names implements AutoCloseable {

  /** So long a server has to answer until the next one is asked; an attempt's time ends earlier. */
  public static final Duration PATIENCE = Duration.ofMillis(1_500);

  private static final int MOST_SERVERS = 4;

  /** For two kinds of addresses, each server twice. */
  private static final int MOST_QUERIES = 2 * 2 * MOST_SERVERS;

  private final Map<EventExecutor, Map<IpVersion, DnsNameResolver>> resolvers = new HashMap<>();
  private final DnsServerAddressStreamProvider servers;

  public Names(
      Iterable<EventExecutor> loops, Transport transport, List<InetSocketAddress> nameServers) {
    servers =
        twice(
            nameServers.isEmpty()
                ? DnsServerAddressStreamProviders.platformDefault()
                : new SequentialDnsServerAddressStreamProvider(nameServers));
    for (EventExecutor executor : loops) {
      if (executor instanceof EventLoop loop) {
        Map<IpVersion, DnsNameResolver> ofLoop = new EnumMap<>(IpVersion.class);
        for (IpVersion version : List.of(IpVersion.ANY, IpVersion.V4, IpVersion.V6)) {
          ofLoop.put(version, resolver(loop, transport, servers, types(version)));
        }
        resolvers.put(loop, ofLoop);
      }
    }
  }

  /**
   * A datagram may be lost, and a server away: each is asked a second time after all the others.
   */
  private static DnsServerAddressStreamProvider twice(DnsServerAddressStreamProvider once) {
    return name -> {
      DnsServerAddressStream stream = once.nameServerAddressStream(name);
      List<InetSocketAddress> all =
          Stream.generate(stream::next).limit(Math.min(stream.size(), MOST_SERVERS)).toList();
      return DnsServerAddresses.sequential(Stream.concat(all.stream(), all.stream()).toList())
          .stream();
    };
  }

  private static ResolvedAddressTypes types(IpVersion version) {
    return switch (version) {
      case ANY, BOTH -> ResolvedAddressTypes.IPV4_PREFERRED;
      case V4 -> ResolvedAddressTypes.IPV4_ONLY;
      case V6 -> ResolvedAddressTypes.IPV6_ONLY;
    };
  }

  private static DnsNameResolver resolver(
      EventLoop loop,
      Transport transport,
      DnsServerAddressStreamProvider servers,
      ResolvedAddressTypes types) {
    return new DnsNameResolverBuilder(loop)
        .datagramChannelFactory(() -> transport.datagrams().get())
        .socketChannelFactory(() -> transport.sockets().get())
        .datagramChannelStrategy(DnsNameResolverChannelStrategy.ChannelPerResolution)
        .resolveCache(NoopDnsCache.INSTANCE)
        .cnameCache(NoopDnsCnameCache.INSTANCE)
        .authoritativeDnsServerCache(NoopAuthoritativeDnsServerCache.INSTANCE)
        .resolvedAddressTypes(types)
        .searchDomains(List.of())
        .ndots(1)
        .nameServerProvider(servers)
        .hostsFileEntriesResolver(Names::ofThisMachine)
        // A server that never answers about IPv6 holds up nobody who has an IPv4 address.
        .completeOncePreferredResolved(true)
        .queryTimeoutMillis(PATIENCE.toMillis())
        .maxQueriesPerResolve(MOST_QUERIES)
        .build();
  }

  /** Of this machine's own table of names nothing counts for others but its name of itself. */
  private static @Nullable InetAddress ofThisMachine(String name, ResolvedAddressTypes types) {
    return name.equalsIgnoreCase("localhost")
        ? HostsFileEntriesResolver.DEFAULT.address(name, types)
        : null;
  }

  /**
   * The addresses, the first to be connected to, of one version where that is asked for; completes
   * on the loop. A literal is its own, whatever the version.
   */
  public Future<List<InetAddress>> resolve(EventLoop loop, String address, IpVersion version) {
    byte[] literal = NetUtil.createByteArrayFromIpAddressString(address);
    try {
      if (literal != null) {
        return loop.newSucceededFuture(List.of(InetAddress.getByAddress(literal)));
      }
      DnsNameResolver resolver =
          resolvers
              .getOrDefault(loop, Map.of())
              .get(version == IpVersion.BOTH ? IpVersion.ANY : version);
      if (resolver == null) {
        throw new IllegalStateException("A loop without its name resolver");
      }
      return resolver.resolveAll(IDN.toASCII(address));
    } catch (UnknownHostException e) {
      return loop.newFailedFuture(e);
    } catch (IllegalArgumentException e) {
      UnknownHostException unknown = new UnknownHostException("Not a host name");
      unknown.initCause(e);
      return loop.newFailedFuture(unknown);
    }
  }

  /** The servers that are asked for a name, in this order. */
  public List<InetSocketAddress> servers(String name) {
    DnsServerAddressStream stream = servers.nameServerAddressStream(name);
    return Stream.generate(stream::next).limit(stream.size()).toList();
  }

  @Override
  public void close() {
    resolvers.values().forEach(ofLoop -> ofLoop.values().forEach(DnsNameResolver::close));
  }
}
