package io.iplive.notifier.kafka;

import io.iplive.notifier.text.Audience;
import io.iplive.notifier.text.Language;
import io.iplive.notifier.text.Medium;
import io.iplive.notifier.text.NoticeKind;
import io.iplive.notifier.text.Template;
import io.iplive.notifier.text.Texts.Reader;
import io.iplive.schemas.gateway.Contact;
import io.iplive.schemas.gateway.MessageTemplate;
import io.iplive.schemas.gateway.NoticeEvent;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Texts and their readers, as the gateway publishes them. */
final class TextAvro {

  private TextAvro() {}

  /** Empty for what a newer gateway has and this program does not know. */
  static Optional<Template> template(MessageTemplate own) {
    NoticeKind notice = notice(own.getEvent());
    Medium medium = medium(own.getChannel());
    return notice == null || medium == null
        ? Optional.empty()
        : Optional.of(
            new Template(
                notice,
                own.getCodes(),
                audience(own.getAudience()),
                Language.of(own.getLanguage()),
                medium,
                own.getSubject(),
                own.getText(),
                own.getHtml()));
  }

  private static @Nullable NoticeKind notice(NoticeEvent event) {
    return switch (event) {
      case OPENED -> NoticeKind.OPENED;
      case CLOSED -> NoticeKind.CLOSED;
      case REMINDER -> NoticeKind.REMINDER;
      case BALANCE_LOW -> NoticeKind.BALANCE_LOW;
      case BALANCE_ZERO -> NoticeKind.BALANCE_ZERO;
      case UNKNOWN -> null;
    };
  }

  private static @Nullable Medium medium(String channel) {
    return switch (channel.toLowerCase(Locale.ROOT)) {
      case "email" -> Medium.EMAIL;
      case "sms" -> Medium.SMS;
      case "telegram" -> Medium.TELEGRAM;
      default -> null;
    };
  }

  private static @Nullable Audience audience(
      io.iplive.schemas.gateway.@Nullable Audience audience) {
    return audience == null
        ? null
        : switch (audience) {
          case CLIENT -> Audience.CLIENT;
          case STAFF -> Audience.STAFF;
          case UNKNOWN -> null;
        };
  }

  /** Who reads at a contact: the provider's own people unless it says otherwise. */
  static Reader reader(Contact contact) {
    Audience audience = audience(contact.getAudience());
    return new Reader(
        Language.of(contact.getLanguage()),
        contact.getZone(),
        audience == null ? Audience.STAFF : audience);
  }
}
