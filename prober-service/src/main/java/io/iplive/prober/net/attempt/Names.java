package io.iplive.prober.net.attempt;

import io.netty.channel.EventLoop;
import io.netty.resolver.ResolvedAddressTypes;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsNameResolverChannelStrategy;
import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.resolver.dns.DnsServerAddressStreamProviders;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * From an address as configured to one address to connect to. A name is asked for anew each time,
 * on a socket of its own, and never completed by the system's search domains.
 */
public final class Names implements AutoCloseable {

  private final Map<EventExecutor, DnsNameResolver> resolvers = new HashMap<>();
  private final DnsServerAddressStreamProvider servers;

  public Names(
      Iterable<EventExecutor> loops, Transport transport, List<InetSocketAddress> nameServers) {
    servers =
        nameServers.isEmpty()
            ? DnsServerAddressStreamProviders.platformDefault()
            : new SequentialDnsServerAddressStreamProvider(nameServers);
    for (EventExecutor executor : loops) {
      if (executor instanceof EventLoop loop) {
        resolvers.put(loop, resolver(loop, transport, servers));
      }
    }
  }

  private static DnsNameResolver resolver(
      EventLoop loop, Transport transport, DnsServerAddressStreamProvider servers) {
    return new DnsNameResolverBuilder(loop)
        .datagramChannelFactory(() -> transport.datagrams().get())
        .socketChannelFactory(() -> transport.sockets().get())
        .datagramChannelStrategy(DnsNameResolverChannelStrategy.ChannelPerResolution)
        .resolveCache(NoopDnsCache.INSTANCE)
        .cnameCache(NoopDnsCnameCache.INSTANCE)
        .authoritativeDnsServerCache(NoopAuthoritativeDnsServerCache.INSTANCE)
        .resolvedAddressTypes(ResolvedAddressTypes.IPV4_PREFERRED)
        .searchDomains(List.of())
        .ndots(1)
        .nameServerProvider(servers)
        .build();
  }

  /** The address; completes on the loop. */
  public Future<InetAddress> resolve(EventLoop loop, String address) {
    byte[] literal = NetUtil.createByteArrayFromIpAddressString(address);
    try {
      if (literal != null) {
        return loop.newSucceededFuture(InetAddress.getByAddress(literal));
      }
      DnsNameResolver resolver = resolvers.get(loop);
      if (resolver == null) {
        throw new IllegalStateException("A loop without its name resolver");
      }
      return resolver.resolve(IDN.toASCII(address));
    } catch (UnknownHostException e) {
      return loop.newFailedFuture(e);
    } catch (IllegalArgumentException e) {
      UnknownHostException unknown = new UnknownHostException("Not a host name");
      unknown.initCause(e);
      return loop.newFailedFuture(unknown);
    }
  }

  /** The server that is asked first for a name. */
  public InetSocketAddress server(String name) {
    return servers.nameServerAddressStream(name).next();
  }

  @Override
  public void close() {
    resolvers.values().forEach(DnsNameResolver::close);
  }
}
