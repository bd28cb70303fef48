package io.iplive.notifier;

import io.iplive.notifier.mail.SmtpRelay.Security;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Settings of the channels that people read. */
@ConfigurationProperties("iplive.channels")
public record ChannelSettings(
    @DefaultValue Smsc smsc, @DefaultValue Mail mail, @DefaultValue Telegram telegram) {

  private static final String PREFIX = "iplive.channels.";

  /**
   * SMS through smsc.ru.
   *
   * @param url root of its API; www2 and www3 of its host are its backups
   * @param login with a password
   * @param password empty, and no key: SMS are not set up
   * @param apiKey in place of login and password
   * @param secret that its status calls are signed with; empty: they are refused
   * @param numberFrom first of the numbers that messages get: the login may be shared
   * @param numberTo last of them
   * @param timeout of one request
   * @param look between looks at the channel
   * @param states between questions for the states of messages
   * @param balance between questions for the balance while there is no money
   * @param stale after which a held message is too old to be sent as it is
   * @param afterSilence how long after an attempt without an answer the provider is asked about it
   */
  public record Smsc(
      @DefaultValue("https://smsc.ru") URI url,
      @DefaultValue("") String login,
      @DefaultValue("") String password,
      @DefaultValue("") String apiKey,
      @DefaultValue("") String secret,
      @DefaultValue("1") int numberFrom,
      @DefaultValue("2147483647") int numberTo,
      @DefaultValue("8s") Duration timeout,
      @DefaultValue("1s") Duration look,
      @DefaultValue("60s") Duration states,
      @DefaultValue("10s") Duration balance,
      @DefaultValue("30m") Duration stale,
      @DefaultValue("15s") Duration afterSilence) {

    public Smsc {
      if (login.isEmpty() != password.isEmpty()) {
        throw new IllegalArgumentException(
            PREFIX + "smsc has a login or a password; needed are both, or an api-key");
      }
      if (numberFrom < 1 || numberTo < numberFrom) {
        throw new IllegalArgumentException(
            "%ssmsc.number-from is %d and number-to %d; allowed are 1 to 2147483647, from below to"
                .formatted(PREFIX, numberFrom, numberTo));
      }
    }

    @Override
    public String toString() {
      return "Smsc[url=%s]".formatted(url);
    }
  }

  /**
   * Mail through a relay.
   *
   * @param host empty: mail is not set up
   * @param user empty: no login
   * @param from sender of accounts without one; needed with a host
   * @param ehlo name we call ourselves by; empty: the sender's domain
   * @param timeout of each step of the dialogue
   * @param deadline of the whole dialogue
   * @param connections most at a time
   */
  public record Mail(
      @DefaultValue("") String host,
      @DefaultValue("25") int port,
      @DefaultValue("") String user,
      @DefaultValue("") String password,
      @DefaultValue("NONE") Security security,
      @DefaultValue("") String from,
      @DefaultValue("") String ehlo,
      @DefaultValue("20s") Duration timeout,
      @DefaultValue("60s") Duration deadline,
      @DefaultValue("8") int connections) {

    public Mail {
      if (!host.isEmpty() && !from.contains("@")) {
        throw new IllegalArgumentException(
            "%smail.from is '%s'; needed is a mail address".formatted(PREFIX, from));
      }
      if (connections < 1 || connections > 100) {
        throw new IllegalArgumentException(
            "%smail.connections is %d; allowed are 1 to 100".formatted(PREFIX, connections));
      }
    }

    @Override
    public String toString() {
      return "Mail[host=%s]".formatted(host);
    }
  }

  /**
   * Telegram's Bot API.
   *
   * @param url its root
   * @param token of the installation's bot; empty: there is none
   */
  public record Telegram(
      @DefaultValue("https://api.telegram.org") URI url, @DefaultValue("") String token) {

    @Override
    public String toString() {
      return "Telegram[url=%s]".formatted(url);
    }
  }
}
