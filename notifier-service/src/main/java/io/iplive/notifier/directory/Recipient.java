package io.iplive.notifier.directory;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who is told: an app's callback address or a contact. */
public sealed interface Recipient permits App, Contact {

  /** The one receiver of all SMS: their provider. */
  String SMS_HOST = "sms:";

  /** The one receiver of all mails: the relay. */
  String MAIL_HOST = "mail:";

  /** What the receiver of a chat begins with: each chat is one of its own. */
  String CHAT_HOST = "chat:";

  /** Where it is called; null: nowhere. */
  @Nullable String address();

  /** Signing secrets, newest first; two while rotated. */
  List<SealedSecret> secrets();

  /** The receiver it belongs to: calls to one receiver wait only for each other. */
  String host();

  /** The receiver that a web address belongs to. */
  static String host(@Nullable String address) {
    if (address == null) {
      return "";
    }
    try {
      URI uri = new URI(address);
      return uri.getRawAuthority() == null
          ? ""
          : uri.getRawAuthority().toLowerCase(Locale.ROOT) + ":" + uri.getScheme();
    } catch (URISyntaxException e) {
      return "";
    }
  }
}
