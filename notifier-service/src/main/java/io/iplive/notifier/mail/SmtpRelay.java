package io.iplive.notifier.mail;

import java.time.Duration;

/**
 * The relay that takes our mails, and the installation's own names (white label).
 *
 * @param host empty: mail is not set up here
 * @param user empty: no login
 * @param security of the connection
 * @param from sender of accounts without one
 * @param ehlo name we call ourselves by; empty: the domain of the sender
 * @param timeout of each step of the dialogue
 * @param deadline of the whole dialogue
 */
public record SmtpRelay(
    String host,
    int port,
    String user,
    String password,
    Security security,
    String from,
    String ehlo,
    Duration timeout,
    Duration deadline) {

  /** How a connection is protected. */
  public enum Security {
    NONE,
    /** STARTTLS, required. */
    STARTTLS,
    /** TLS from the first byte. */
    TLS
  }

  boolean isSetUp() {
    return !host.isEmpty();
  }
}
