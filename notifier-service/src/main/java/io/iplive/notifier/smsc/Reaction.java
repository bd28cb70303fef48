package io.iplive.notifier.smsc;

import io.iplive.notifier.message.DeliveryId;
import java.time.Duration;
import java.util.Optional;

/** What is done about a refusal. */
public sealed interface Reaction {

  /** Reason of a hold that ends with a positive balance. */
  String NO_MONEY = "no_money";

  Duration MINUTE = Duration.ofMinutes(1);
  Duration HALF_AN_HOUR = Duration.ofMinutes(30);

  /** Five wrong logins in half an hour block the address: three are tried. */
  Duration BETWEEN_LOGINS = Duration.ofMinutes(10);

  Duration FOR_EVER = Duration.ofDays(3650);

  /**
   * The message fails.
   *
   * @param badPhone whether the contact is told no more
   * @param alert whether operators hear of it
   */
  record Fail(boolean badPhone, boolean alert) implements Reaction {}

  /** The channel holds, with this message and all others. */
  record Hold(String reason, Duration length, boolean alert) implements Reaction {}

  /** The same message again, later. */
  record Again(Duration pause) implements Reaction {}

  /** Another attempt was not answered: this refusal probably means that that one was taken. */
  record AskFirst(Duration pause) implements Reaction {}

  private static Hold wrongLogin() {
    return new Hold("login", BETWEEN_LOGINS, true);
  }

  private static Hold blocked() {
    return new Hold("blocked", HALF_AN_HOUR, true);
  }

  /** What stops the channel though only a question was refused; empty: nothing does. */
  static Optional<Hold> toQuestion(Said.Refused refused) {
    return switch (refused.code()) {
      case 2 -> Optional.of(wrongLogin());
      case 4 -> Optional.of(blocked());
      default -> Optional.empty();
    };
  }

  /**
   * The contract's table.
   *
   * @param unanswered whether an earlier attempt of this message was not answered
   */
  static Reaction to(Said.Refused refused, boolean unanswered, DeliveryId id) {
    return switch (refused.code()) {
      case 1 -> new Fail(false, true);
      case 2 -> wrongLogin();
      case 3 -> new Hold(NO_MONEY, FOR_EVER, true);
      case 4 -> blocked();
      case 5, 6, 8 -> new Fail(false, false);
      case 7 -> new Fail(true, false);
      case 9 -> {
        Duration pause = MINUTE.plusSeconds(1 + id.digit(0)).plusMillis(60L * id.digit(1));
        yield unanswered ? new AskFirst(pause) : new Again(pause);
      }
      default -> new Fail(false, true);
    };
  }
}
