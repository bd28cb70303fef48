package io.iplive.gateway.api;

import io.iplive.gateway.address.IpAddress;
import io.iplive.gateway.address.Network;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Where a call comes from: the connection's address, unless that is a trusted proxy; then the
 * right-most entry of X-Forwarded-For that is none, because whatever stands left of it is hearsay.
 */
public final class SourceAddresses {

  private final List<Network> trusted;

  /**
   * Behind proxies: addresses, or networks in CIDR form.
   *
   * @throws IllegalArgumentException naming the entry that is neither
   */
  public SourceAddresses(List<String> trustedProxies) {
    this.trusted = trustedProxies.stream().map(SourceAddresses::proxy).toList();
  }

  private static Network proxy(String text) {
    return Network.parse(text)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "iplive.trusted-proxies: '%s' is not an IP address or network".formatted(text)));
  }

  /** The address as text; a form that no proxy of ours writes is taken as it stands. */
  public String of(HttpServletRequest request) {
    String source = canonical(request.getRemoteAddr());
    List<String> hops =
        Collections.list(request.getHeaders("X-Forwarded-For")).stream()
            .flatMap(header -> List.of(header.split(",", -1)).stream())
            .map(String::strip)
            .toList();
    for (String hop : hops.reversed()) {
      if (!trusts(source)) {
        return source;
      }
      source = canonical(hop);
    }
    return source;
  }

  private boolean trusts(String source) {
    return IpAddress.parse(source)
        .filter(address -> trusted.stream().anyMatch(network -> network.contains(address)))
        .isPresent();
  }

  private static String canonical(String text) {
    Optional<IpAddress> address = IpAddress.parse(text);
    return address.map(IpAddress::text).orElse(text);
  }
}
