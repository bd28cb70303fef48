package io.iplive.prober.net.attempt;

import io.iplive.prober.net.tls.Expiry;
import io.iplive.prober.net.tls.TlsClient;
import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.Phase;
import io.iplive.prober.probe.ProbeRequest;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import javax.net.ssl.SSLPeerUnverifiedException;
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
  public SslHandler handler(@Nullable String name, int port, boolean verify) {
    return tls.handler(PooledByteBufAllocator.DEFAULT, name, port, verify);
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
    channel.pipeline().addFirst(handler(request.serverName(), port, request.http().tlsVerify()));
    handshake(run, channel, secured);
  }

  /**
   * Whether the certificates last as long as the check wants; fails the attempt otherwise. Those
   * that nobody verified are at least looked at.
   */
  public boolean lasts(AttemptRun run, Channel channel, ProbeRequest request) {
    Expiry expiry;
    try {
      expiry = tls.expiry(channel.pipeline().get(SslHandler.class).engine().getSession());
    } catch (SSLPeerUnverifiedException e) {
      run.fail(Fault.TLS_FAILED, "The server showed no certificate");
      return false;
    }
    run.sawCertificates(expiry.lines());
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
