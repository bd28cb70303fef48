package io.iplive.notifier.sms;

import java.net.URI;
import java.time.Duration;

/**
 * How the provider is reached.
 *
 * @param root of its API, without path
 * @param login empty: SMS are not set up here
 * @param password or its API key
 * @param byKey whether the password is an API key
 * @param timeout of one request
 */
public record SmscAccess(URI root, String login, String password, boolean byKey, Duration timeout) {

  static final int HOSTS = 3;

  public boolean isSetUp() {
    return !password.isEmpty();
  }

  /** The host for the nth request of a message, from 0: the root's own, then www2, then www3. */
  URI host(int turn) {
    int of = turn % HOSTS;
    String host = root.getHost();
    if (of == 0 || host == null || !host.contains(".") || host.matches("[0-9.]+|\\[.*")) {
      return root;
    }
    String bare = host.startsWith("www.") ? host.substring("www.".length()) : host;
    String port = root.getPort() < 0 ? "" : ":" + root.getPort();
    return URI.create(root.getScheme() + "://www" + (of + 1) + "." + bare + port);
  }
}
