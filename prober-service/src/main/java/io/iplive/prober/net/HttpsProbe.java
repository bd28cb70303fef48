package io.iplive.prober.net;

import io.iplive.prober.net.tls.TlsClient;
import io.iplive.prober.probe.HttpCheck;
import io.iplive.prober.probe.Phase;
import io.iplive.prober.probe.ProbeRequest;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;

/**
 * {@code https}: as http, over TLS with a full handshake. The certificate is checked against the
 * check's host; without a host there is nothing to check it against.
 */
final class HttpsProbe implements ProbeType {

  private static final int PORT = 443;

  private final Connector connector;
  private final TlsClient tls;
  private final EngineSettings settings;

  HttpsProbe(Connector connector, TlsClient tls, EngineSettings settings) {
    this.connector = connector;
    this.tls = tls;
    this.settings = settings;
  }

  @Override
  public void start(ProbeRequest request, AttemptRun run) {
    HttpExchange exchange = new HttpExchange(request, PORT, settings, run);
    if (exchange.supported()) {
      connector.connect(
          run,
          request.address(),
          request.portOr(PORT),
          pipeline ->
              pipeline.addLast(
                  handshake(request.http(), request.portOr(PORT)), exchange.decoder(), exchange),
          channel -> afterHandshake(channel, exchange, run));
    }
  }

  private SslHandler handshake(HttpCheck check, int port) {
    return tls.handler(PooledByteBufAllocator.DEFAULT, check.host(), port, check.tlsVerify());
  }

  private static void afterHandshake(Channel channel, HttpExchange exchange, AttemptRun run) {
    run.enter(Phase.TLS);
    channel
        .pipeline()
        .get(SslHandler.class)
        .handshakeFuture()
        .addListener(handshake -> {
          if (handshake.isSuccess()) {
            exchange.send(channel);
          } else {
            run.fail(handshake.cause());
          }
        });
  }
}
