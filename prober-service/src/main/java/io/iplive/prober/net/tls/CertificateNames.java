package io.iplive.prober.net.tls;

import io.netty.util.NetUtil;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The names a certificate is for, by its subject alternative names alone (RFC 9525: the common name
 * does not count).
 */
record CertificateNames(List<String> hosts, List<String> addresses) {

  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;

  static CertificateNames of(X509Certificate certificate) throws CertificateParsingException {
    List<String> hosts = new ArrayList<>();
    List<String> addresses = new ArrayList<>();
    Collection<List<?>> names =
        Objects.requireNonNullElse(certificate.getSubjectAlternativeNames(), List.of());
    for (List<?> name : names) {
      if (name.get(1) instanceof String text) {
        if (name.get(0).equals(DNS_NAME)) {
          hosts.add(normal(text));
        } else if (name.get(0).equals(IP_ADDRESS)) {
          addresses.add(text);
        }
      }
    }
    return new CertificateNames(List.copyOf(hosts), List.copyOf(addresses));
  }

  /** Whether the certificate is for a host name or address literal. */
  boolean include(String host) {
    byte[] literal = NetUtil.createByteArrayFromIpAddressString(host);
    if (literal != null) {
      return addresses.stream()
          .map(NetUtil::createByteArrayFromIpAddressString)
          .anyMatch(address -> Arrays.equals(address, literal));
    }
    String wanted = normal(host);
    return hosts.stream().anyMatch(pattern -> matches(pattern, wanted));
  }

  private static boolean matches(String pattern, String host) {
    if (!pattern.startsWith("*.")) {
      return pattern.equals(host);
    }
    String parent = pattern.substring(1);
    int firstDot = host.indexOf('.');
    return parent.indexOf('.', 1) > 0
        && parent.indexOf('*') < 0
        && firstDot > 0
        && host.substring(firstDot).equals(parent);
  }

  private static String normal(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
