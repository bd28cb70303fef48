package io.iplive.notifier.callback;

import io.iplive.schemas.OutboundPolicy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves names to addresses that the outbound policy allows; the client connects to exactly
 * these, so a name cannot change its mind between check and connect.
 *
 * <p>The system's resolver blocks its thread in native code. It runs on threads of its own, one a
 * name, because a name server that hangs would otherwise hold the carriers of all virtual threads.
 */
final class CheckedDnsResolver implements DnsResolver {

  private final OutboundPolicy policy;
  private final Executor lookups =
      Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().name("lookup-", 0).factory());
  private final ConcurrentHashMap<String, CompletableFuture<InetAddress[]>> underWay =
      new ConcurrentHashMap<>();

  CheckedDnsResolver(OutboundPolicy policy) {
    this.policy = policy;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] allowed =
        Arrays.stream(lookUp(host)).filter(policy::allows).toArray(InetAddress[]::new);
    if (allowed.length == 0) {
      throw new RefusedAddressException(host);
    }
    return allowed;
  }

  private InetAddress[] lookUp(String host) throws UnknownHostException {
    CompletableFuture<InetAddress[]> lookup =
        underWay.computeIfAbsent(
            host, name -> CompletableFuture.supplyAsync(() -> all(name), lookups));
    try {
      return lookup.get();
    } catch (ExecutionException _) {
      throw new UnknownHostException(host);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new UnknownHostException(host);
    } finally {
      underWay.remove(host, lookup);
    }
  }

  private static InetAddress[] all(String name) {
    try {
      return InetAddress.getAllByName(name);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }

  /** Every address of the name is one that the policy forbids. */
  static final class RefusedAddressException extends UnknownHostException {

    RefusedAddressException(String host) {
      super(host + " is at no address that the outbound policy allows");
    }
  }
}
