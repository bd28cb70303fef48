package io.iplive.notifier.call;

import java.net.URI;
import java.net.URISyntaxException;

/** Which addresses are called (contracts/delivery.md, "HTTP"). */
final class Addresses {

  private Addresses() {}

  /**
   * The address as a URI of ASCII only, as it is called: letters of other alphabets stand in it as
   * the escaped bytes of their UTF-8.
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
    return URI.create(uri.toASCIIString());
  }

  /** The address with parameters behind those it has. Throws as {@link #usable}. */
  static URI withQuery(String address, String parameters) {
    URI usable = usable(address);
    String own = usable.getRawQuery();
    if (own == null) {
      return URI.create(usable + "?" + parameters);
    }
    return URI.create(
        own.isEmpty() || own.endsWith("&") ? usable + parameters : usable + "&" + parameters);
  }
}
