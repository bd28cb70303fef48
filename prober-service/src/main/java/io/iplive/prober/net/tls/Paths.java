package io.iplive.prober.net.tls;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which of the certificates that a server sent its trust really rests on. */
final class Paths {

  private final Set<TrustAnchor> anchors;
  private final InstantSource clock;

  Paths(List<X509Certificate> roots, InstantSource clock) {
    this.anchors =
        roots.stream().map(root -> new TrustAnchor(root, null)).collect(Collectors.toSet());
    this.clock = clock;
  }

  /** From the leaf to the trusted root; where there is no valid path, the leaf alone. */
  List<X509Certificate> of(X509Certificate[] sent) {
    try {
      X509CertSelector leaf = new X509CertSelector();
      leaf.setCertificate(sent[0]);
      PKIXBuilderParameters wanted = new PKIXBuilderParameters(anchors, leaf);
      wanted.setRevocationEnabled(false);
      wanted.setDate(Date.from(clock.instant()));
      wanted.addCertStore(
          CertStore.getInstance("Collection", new CollectionCertStoreParameters(List.of(sent))));
      if (!(CertPathBuilder.getInstance("PKIX").build(wanted)
          instanceof PKIXCertPathBuilderResult found)) {
        return List.of(sent[0]);
      }
      List<X509Certificate> path = new ArrayList<>();
      found.getCertPath().getCertificates().stream()
          .map(X509Certificate.class::cast)
          .forEach(path::add);
      if (found.getTrustAnchor().getTrustedCert() != null) {
        path.add(found.getTrustAnchor().getTrustedCert());
      }
      return path;
    } catch (GeneralSecurityException e) {
      return List.of(sent[0]);
    }
  }
}
