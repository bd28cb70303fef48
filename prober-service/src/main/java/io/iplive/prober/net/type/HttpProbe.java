package io.iplive.prober.net;

import io.iplive.prober.probe.ProbeRequest;

/** {@code http}: one GET over HTTP/1.1 on a new connection. */
final class HttpProbe implements ProbeType {

  private static final int PORT = 80;

  private final Connector connector;
  private final EngineSettings settings;

  HttpProbe(Connector connector, EngineSettings settings) {
    this.connector = connector;
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
          pipeline -> pipeline.addLast(exchange.decoder(), exchange),
          exchange::send);
    }
  }
}
