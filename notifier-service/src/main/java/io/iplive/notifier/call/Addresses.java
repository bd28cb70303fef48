package io.iplive.notifier.call;

import java.net.URI;
import java.net.URISyntaxException;

/** Which addresses are called (contracts/delivery.md, "HTTP"). */
final class Addresses {

  private Addresses() {}

  /**
   * The address as a URI.
   *
   * @throws IllegalArgumentException unless it is http or https with a host, and without user
   *     information and fragment
   */
  static URI usable(String address) {
    URI uri;
    try {
      uri = new URI(address);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("The address is not a URL: " + e.getReason(), e);
    }
    if (!"http".equalsIgnoreCase(uri.getScheme()) && !"https".equalsIgnoreCase(uri.getScheme())) {
      throw new IllegalArgumentException("The address is neither http nor https");
    }
    if (uri.getHost() == null) {
      throw new IllegalArgumentException("The address names no host");
    }
    if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException("The address holds user information or a fragment");
    }
    return uri;
  }

  /** The address with parameters behind those it has. Throws as {@link #usable}. */
  static URI withQuery(String address, String parameters) {
    String own = usable(address).getRawQuery();
    if (own == null) {
      return URI.create(address + "?" + parameters);
    }
    return URI.create(
        own.isEmpty() || own.endsWith("&") ? address + parameters : address + "&" + parameters);
  }
}
