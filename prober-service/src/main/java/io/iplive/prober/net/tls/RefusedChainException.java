package io.iplive.prober.net.tls;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;

/** A chain that was refused, with what it holds; the cause says why. */
public final class RefusedChainException extends CertificateException {

  private final transient List<String> chain;

  RefusedChainException(X509Certificate[] chain, CertificateException cause) {
    super(cause.getMessage(), cause);
    this.chain = Chains.lines(chain);
  }

  /** A line a certificate, leaf first. */
  public List<String> chain() {
    return chain;
  }
}
