package io.iplive.prober.net;

import io.iplive.prober.net.tls.TlsClient;
import java.util.Map;

/** Every probe type by its protocol's name. */
final class ProbeTypes {

  private ProbeTypes() {}

  static Map<String, ProbeType> all(Connector connector, TlsClient tls, EngineSettings settings) {
    return Map.of(
        "http", new HttpProbe(connector, settings),
        "https", new HttpsProbe(connector, tls, settings));
  }
}
