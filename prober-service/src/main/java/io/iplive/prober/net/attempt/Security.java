package io.iplive.prober.net.attempt;

import io.iplive.prober.net.tls.Expiry;
import io.iplive.prober.net.tls.TlsClient;
import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.Learned;
import io.iplive.prober.probe.Phase;
import io.iplive.prober.probe.ProbeRequest;
import io.iplive.prober.probe.demand.Identity;
import io.iplive.prober.probe.demand.Pins;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** TLS of an attempt, from its first byte or midway. */
public final class Security {

  private final TlsClient tls;
  private final InstantSource clock;

  public Security(TlsClient tls, InstantSource clock) {
    this.tls = tls;
    this.clock = clock;
  }

  /** The handler of a new connection; without a name no certificate is checked. */
  public SslHandler handler(
      @Nullable String name, int port, boolean verify, @Nullable Identity identity) {
    return tls.handler(PooledByteBufAllocator.DEFAULT, name, port, verify, identity);
  }

  /** Waits for the handshake of a connection that has such a handler. */
  public void handshake(AttemptRun run, Channel channel, Consumer<Channel> secured) {
    run.turnTo(Phase.TLS);
    channel
        .pipeline()
        .get(SslHandler.class)
        .handshakeFuture()
        .addListener(handshake -> {
          if (run.over()) {
            return;
          }
          if (handshake.isSuccess()) {
            secured.accept(channel);
          } else {
            run.fail(handshake.cause());
          }
        });
  }

  /** Begins TLS on a connection that went without so far. */
  public void startTls(
      AttemptRun run, Channel channel, ProbeRequest request, int port, Consumer<Channel> secured) {
    channel
        .pipeline()
        .addFirst(
            handler(
                request.serverName(),
                port,
                request.http().tlsVerify(),
                request.demands().identity()));
    handshake(run, channel, secured);
  }

  /** Whether the certificates are as the check wants them; fails the attempt otherwise. */
  public boolean fits(AttemptRun run, Channel channel, ProbeRequest request) {
    return pinned(run, channel, request) && lastsIfWanted(run, channel, request);
  }

  /** Whether the certificates last as long as the check wants, where it wants anything of it. */
  public boolean lastsIfWanted(AttemptRun run, Channel channel, ProbeRequest request) {
    return request.daysLeft() == null || lasts(run, channel, request);
  }

  /** Whether the server has one of the check's keys; fails the attempt otherwise. */
  public boolean pinned(AttemptRun run, Channel channel, ProbeRequest request) {
    Pins pins = request.demands().pins();
    if (pins.none()) {
      return true;
    }
    try {
      SSLSession session = session(channel);
      List<String> keys = tls.keys(session);
      if (keys.stream().anyMatch(pins.sha256()::contains)) {
        return true;
      }
      run.sawCertificates(tls.expiry(session).lines());
      run.fail(
          Fault.CERTIFICATE_PIN,
          "No key of the certificates is pinned, the server's own is sha256/%s"
              .formatted(keys.getFirst()));
    } catch (SSLPeerUnverifiedException e) {
      run.fail(Fault.TLS_FAILED, "The server showed no certificate");
    }
    return false;
  }

  private static SSLSession session(Channel channel) {
    return channel.pipeline().get(SslHandler.class).engine().getSession();
  }

  /**
   * Whether the certificates last as long as the check wants; fails the attempt otherwise. Those
   * that nobody verified are at least looked at.
   */
  public boolean lasts(AttemptRun run, Channel channel, ProbeRequest request) {
    Expiry expiry;
    try {
      expiry = tls.expiry(session(channel));
    } catch (SSLPeerUnverifiedException e) {
      run.fail(Fault.TLS_FAILED, "The server showed no certificate");
      return false;
    }
    run.sawCertificates(expiry.lines());
    run.learns(new Learned.Certificates(expiry.leaf(), expiry.path(), expiry.issuer()));
    Instant now = clock.instant();
    if (!expiry.first().isAfter(now)) {
      run.fail(
          Fault.CERTIFICATE_EXPIRED,
          "%s expired on %s".formatted(expiry.firstName(), expiry.first()));
      return false;
    }
    int wanted = request.daysLeft() == null ? 0 : request.daysLeft();
    long days = Duration.between(now, expiry.first()).toDays();
    if (days < wanted) {
      run.fail(
          Fault.CERTIFICATE_EXPIRES_SOON,
          "%s expires in %d days, on %s; %d days are wanted"
              .formatted(expiry.firstName(), days, expiry.first(), wanted));
      return false;
    }
    return true;
  }
}
