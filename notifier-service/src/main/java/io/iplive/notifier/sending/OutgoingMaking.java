package io.iplive.notifier.sending;

import io.iplive.notifier.call.Call;
import io.iplive.notifier.call.CallbackCall;
import io.iplive.notifier.call.Caller;
import io.iplive.notifier.call.ChatCall;
import io.iplive.notifier.call.ContactCall;
import io.iplive.notifier.call.WebhookCall;
import io.iplive.notifier.delivery.Answer;
import io.iplive.notifier.delivery.Delivery;
import io.iplive.notifier.directory.Account;
import io.iplive.notifier.directory.Account.Sender;
import io.iplive.notifier.directory.App;
import io.iplive.notifier.directory.Contact;
import io.iplive.notifier.directory.Monitor;
import io.iplive.notifier.directory.Recipient;
import io.iplive.notifier.directory.SecretOpener;
import io.iplive.notifier.directory.Subscription;
import io.iplive.notifier.message.DeliveryId;
import io.iplive.notifier.message.Message;
import io.iplive.notifier.message.Message.OutageClosed;
import io.iplive.notifier.message.Message.OutageOpened;
import io.iplive.notifier.message.Message.OutageReminder;
import io.iplive.notifier.message.Message.RoundTold;
import io.iplive.notifier.text.Composed;
import io.iplive.notifier.text.Medium;
import io.iplive.notifier.text.Notice;
import io.iplive.notifier.text.Template;
import io.iplive.notifier.text.Texts;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes what is sent at an attempt from a message and the recipient as it is now. */
public final class OutgoingMaking {

  private static final Pattern OWN_BOT = Pattern.compile("\\d{5,15}:[A-Za-z0-9_-]{30,}");

  private static final String TRIAL = "X-Test";
  private static final long NO_ROW = 0;
  private static final String TEST_ACCOUNT = "a test account: nothing is sent";

  private final SecretOpener secrets;
  private final Texts texts;
  private final Bot bot;

  public OutgoingMaking(SecretOpener secrets, Texts texts, Bot bot) {
    this.secrets = secrets;
    this.texts = texts;
    this.bot = bot;
  }

  /**
   * Who speaks in chats.
   *
   * @param root of the Bot API
   * @param token of the installation's bot; empty: it has none
   */
  public record Bot(URI root, String token) {}

  /** What is to be done for an attempt. */
  public sealed interface Made {

    record Ready(Outgoing outgoing) implements Made {}

    /** Nothing is sent; what that counts as. */
    record Unsendable(Answer why) implements Made {}
  }

  /** What brings a delivery to its recipient, signed at {@code now}. */
  public Made make(Delivery delivery, Addressee to, Instant now) {
    return make(delivery.content().message(), delivery, delivery.id(), to, now);
  }

  /** What brings a callback that may be no row to its app. */
  public Made make(RoundTold round, DeliveryId id, App app, Instant now) {
    return made(
        app, id, now, caller -> new Outgoing.Web(CallbackCall.of(caller, app.name(), round)));
  }

  /** A call or message that tells of nothing, to try a contact with. */
  public Made trial(Contact contact, @Nullable Account account, DeliveryId id, Instant now) {
    if (contact.channel().isRead()) {
      return trial(contact, account, NO_ROW, id);
    }
    WebhookCall.About about =
        new WebhookCall.About(contact.accountId(), contact.contactId(), null, null, null);
    return made(
        contact,
        id,
        now,
        caller ->
            new Outgoing.Web(
                (contact.channel() == Contact.Channel.WEBHOOK
                        ? WebhookCall.test(caller, about)
                        : ContactCall.test(caller))
                    .with(TRIAL, "1")));
  }

  private Made trial(Contact contact, @Nullable Account account, long number, DeliveryId id) {
    return withheld(contact, account)
        ? new Made.Unsendable(new Answer.Withheld(TEST_ACCOUNT))
        : read(contact, number, id, account, texts.trial(contact.reader()));
  }

  /** A callback of no round, to try an app's address and secret with. */
  public Made trial(App app, DeliveryId id, Instant now) {
    RoundTold nothing = new RoundTold(0, now.getEpochSecond(), "[]");
    return made(
        app,
        id,
        now,
        caller -> new Outgoing.Web(CallbackCall.of(caller, app.name(), nothing).with(TRIAL, "1")));
  }

  private static boolean withheld(Contact contact, @Nullable Account account) {
    return account != null && account.test() && contact.channel() != Contact.Channel.TELEGRAM;
  }

  private Made make(Message message, Delivery delivery, DeliveryId id, Addressee to, Instant now) {
    return switch (to.recipient()) {
      case App app when message instanceof RoundTold round -> make(round, id, app, now);
      case App _ -> unsendable("Apps are told of rounds only");
      case Contact contact when contact.channel().isRead() -> read(delivery, contact, to, now);
      case Contact contact ->
          made(contact, id, now, caller -> new Outgoing.Web(call(message, contact, to, caller)));
    };
  }

  /** Makes something of a signed call. */
  @FunctionalInterface
  private interface Making {
    Outgoing of(Caller caller);
  }

  private Made made(Recipient recipient, DeliveryId id, Instant now, Making making) {
    String address = recipient.address();
    if (address == null) {
      return unsendable("The app has no callback address");
    }
    List<String> opened;
    try {
      opened = recipient.secrets().stream().map(secrets::open).toList();
    } catch (IllegalStateException e) {
      return new Made.Unsendable(new Answer.Failed(Answer.Failure.SECRET, text(e)));
    }
    try {
      return new Made.Ready(making.of(new Caller(address, opened, id, now)));
    } catch (IllegalArgumentException e) {
      return unsendable(text(e));
    }
  }

  private static Made unsendable(String why) {
    return new Made.Unsendable(new Answer.Failed(Answer.Failure.ADDRESS, why));
  }

  private static Call call(Message message, Contact contact, Addressee to, Caller caller) {
    return contact.channel() == Contact.Channel.WEBHOOK
        ? WebhookCall.of(caller, about(message, contact, to), message)
        : switch (message) {
          case OutageOpened(var outage) -> ContactCall.opened(caller, contact.fullCodes(), outage);
          case OutageReminder(var outage, _) ->
              ContactCall.opened(caller, contact.fullCodes(), outage);
          case OutageClosed(var outage, long closedAt, _) ->
              ContactCall.recovered(caller, outage.targetId(), closedAt);
          case Message.BalanceLow _, Message.BalanceZero _, Message.Trial _, RoundTold _ ->
              throw new IllegalArgumentException("HTTP contacts are told of outages only");
        };
  }

  private static WebhookCall.About about(Message message, Contact contact, Addressee to) {
    Subscription known = to.monitor();
    if (known == null || !(message instanceof Message.OfOutage ofOutage)) {
      return new WebhookCall.About(contact.accountId(), contact.contactId(), null, null, null);
    }
    Monitor.Subject subject = known.monitor().subject();
    return new WebhookCall.About(
        contact.accountId(),
        contact.contactId(),
        subject.name(),
        subject.watched(ofOutage.outage().targetId()),
        known.app() == null ? null : known.app().name());
  }

  private Made read(Delivery delivery, Contact contact, Addressee to, Instant now) {
    Message message = delivery.content().message();
    Account account = to.account();
    if (message instanceof Message.Trial) {
      return trial(contact, account, delivery.number(), delivery.id());
    }
    if (withheld(contact, account)) {
      return new Made.Unsendable(new Answer.Withheld(TEST_ACCOUNT));
    }
    Notice notice = Notices.of(message, contact, to, now);
    List<Template> own = account == null ? List.of() : account.templates();
    Medium medium = medium(contact);
    Composed composed = texts.compose(notice, contact.reader(), medium, own);
    String text = delivery.text() == null ? composed.text() : delivery.text();
    Composed sent = new Composed(composed.subject(), text, composed.html());
    return read(contact, delivery.number(), delivery.id(), account, sent);
  }

  private Made read(
      Contact contact, long number, DeliveryId id, @Nullable Account account, Composed composed) {
    Sender sender = account == null ? Sender.installations() : account.sender();
    return switch (contact.channel()) {
      case SMS ->
          new Made.Ready(
              new Outgoing.Sms(
                  number,
                  id,
                  contact.accountId(),
                  contact.contactId(),
                  contact.address(),
                  composed.text(),
                  sender.sms()));
      case EMAIL ->
          new Made.Ready(
              new Outgoing.Mail(
                  id,
                  contact.address(),
                  sender.address(),
                  sender.name(),
                  sender.replyTo(),
                  composed.subject(),
                  composed.text(),
                  composed.html()));
      case TELEGRAM -> chat(contact, composed.text());
      case HTTP, WEBHOOK, OTHER -> unsendable("Nobody reads there");
    };
  }

  /** An account's own bot speaks where the contact's secret is the token of one. */
  private Made chat(Contact contact, String text) {
    String token = bot.token();
    try {
      token =
          contact.secrets().stream()
              .limit(1)
              .map(secrets::open)
              .filter(secret -> OWN_BOT.matcher(secret).matches())
              .findFirst()
              .orElse(token);
      if (token.isEmpty()) {
        return new Made.Unsendable(
            new Answer.Failed(Answer.Failure.CHANNEL, "The installation has no bot"));
      }
      return new Made.Ready(
          new Outgoing.Chat(ChatCall.of(bot.root(), token, contact.address(), text)));
    } catch (IllegalStateException e) {
      return new Made.Unsendable(new Answer.Failed(Answer.Failure.SECRET, text(e)));
    } catch (IllegalArgumentException _) {
      return unsendable("The Bot API's address and token make no URL");
    }
  }

  /** What a contact's texts are read on. */
  public static Medium medium(Contact contact) {
    return switch (contact.channel()) {
      case EMAIL -> Medium.EMAIL;
      case TELEGRAM -> Medium.TELEGRAM;
      case SMS, HTTP, WEBHOOK, OTHER -> Medium.SMS;
    };
  }

  private static String text(RuntimeException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
