package io.iplive.prober.probe;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt saw, for people; texts are as received and cut.
 *
 * @param hops redirects that were followed, in order
 * @param head status line and headers, greeting or answer
 * @param body the body's first 2 KiB
 * @param certificates the server's chain, leaf first, a line each
 * @param addresses all that the last name stood for; empty: there was none
 */
public record Evidence(
    List<Hop> hops,
    @Nullable String head,
    @Nullable String body,
    List<String> certificates,
    List<String> addresses) {

  /** Nothing worth telling. */
  public static final Evidence NONE = new Evidence(List.of(), null, null, List.of(), List.of());

  public Evidence {
    hops = List.copyOf(hops);
    certificates = List.copyOf(certificates);
    addresses = List.copyOf(addresses);
  }

  /** A redirect that was followed: its status code, and where it led. */
  public record Hop(int statusCode, String location) {}

  /** Whether there is nothing to tell. */
  public boolean empty() {
    return equals(NONE);
  }
}
