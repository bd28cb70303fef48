package io.iplive.notifier.sending;

import io.iplive.notifier.directory.Account;
import io.iplive.notifier.directory.Contact;
import io.iplive.notifier.directory.Monitor;
import io.iplive.notifier.directory.Subscription;
import io.iplive.notifier.message.Message;
import io.iplive.notifier.message.Message.BalanceLow;
import io.iplive.notifier.message.Message.BalanceZero;
import io.iplive.notifier.message.Message.OutageClosed;
import io.iplive.notifier.message.Message.OutageOpened;
import io.iplive.notifier.message.Message.OutageReminder;
import io.iplive.notifier.message.Message.RoundTold;
import io.iplive.notifier.message.Message.Trial;
import io.iplive.notifier.message.Outage;
import io.iplive.notifier.text.Notice;
import io.iplive.notifier.text.NoticeKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What texts speak of, from what is told. */
public final class Notices {

  private Notices() {}

  /** The notice of a message to a contact. */
  public static Notice of(Message message, Contact contact, Addressee to, Instant now) {
    return switch (message) {
      case OutageOpened(Outage outage) -> outage(NoticeKind.OPENED, outage, null, contact, to, now);
      case OutageReminder(Outage outage, _) ->
          outage(NoticeKind.REMINDER, outage, null, contact, to, now);
      case OutageClosed(Outage outage, long closedAt, _) ->
          outage(NoticeKind.CLOSED, outage, closedAt, contact, to, now);
      case BalanceLow(long at) -> balance(NoticeKind.BALANCE_LOW, at, to, now);
      case BalanceZero(long at) -> balance(NoticeKind.BALANCE_ZERO, at, to, now);
      case Trial _ -> throw new IllegalArgumentException("A trial tells of nothing");
      case RoundTold _ -> throw new IllegalArgumentException("Contacts are not told of rounds");
    };
  }

  private static Notice outage(
      NoticeKind kind,
      Outage outage,
      @Nullable Long stop,
      Contact contact,
      Addressee to,
      Instant now) {
    Subscription known = to.monitor();
    Monitor.Subject subject = known == null ? null : known.monitor().subject();
    long target = outage.targetId();
    int chosen = outage.seedCode() == 0 ? outage.fullCode() : outage.seedCode();
    return new Notice(
        kind,
        subject == null ? "#" + target : subject.called(target),
        subject == null ? "" : subject.watched(target),
        contact.fullCodes() ? outage.fullCode() : chosen,
        chosen,
        outage.failureCode(),
        outage.failureText(),
        outage.since(),
        stop,
        now.getEpochSecond(),
        name(to));
  }

  private static Notice balance(NoticeKind kind, long at, Addressee to, Instant now) {
    return new Notice(kind, name(to), "", 0, null, null, at, null, now.getEpochSecond(), name(to));
  }

  private static String name(Addressee to) {
    Account account = to.account();
    return account == null ? "" : account.name();
  }
}
