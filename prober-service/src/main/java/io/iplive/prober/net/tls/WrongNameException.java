package io.iplive.prober.net.tls;

import java.security.cert.CertificateException;

/** A trusted certificate that is not for the host asked for. */
public final class WrongNameException extends CertificateException {

  WrongNameException(String host) {
    super("The certificate is not for " + host);
  }
}
