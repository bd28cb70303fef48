package io.iplive.prober.net.tls;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.security.auth.x500.X500Principal;

/**
 * What is looked at of the certificates that a server sends. The JDK tries every way through them,
 * and a server chooses what it sends: with few of a name there are few ways.
 */
final class Sent {

  private static final int MOST = 10;

  /** An authority's own and a cross-signed one. */
  private static final int MOST_OF_A_NAME = 2;

  private Sent() {}

  /** The first ones, the server's own included. */
  static X509Certificate[] bounded(X509Certificate[] sent) {
    List<X509Certificate> kept = new ArrayList<>();
    Map<X500Principal, Integer> ofName = new HashMap<>();
    for (int n = 0; n < Math.min(sent.length, MOST); n++) {
      if (ofName.merge(sent[n].getSubjectX500Principal(), 1, Integer::sum) <= MOST_OF_A_NAME) {
        kept.add(sent[n]);
      }
    }
    return kept.toArray(X509Certificate[]::new);
  }
}
