package io.iplive.notifier.sending;

import io.iplive.notifier.delivery.Answer;
import java.util.Optional;

/** What whoever sets a receiver up should do about an answer that is none. */
public final class Hints {

  private Hints() {}

  /** A sentence; empty where the answer says it all. */
  public static Optional<String> of(Answer answer) {
    return switch (answer) {
      case Answer.Answered(int code, _) -> of(code);
      case Answer.Failed(var failure, _) -> Optional.of(of(failure));
      case Answer.Refused _ ->
          Optional.of("It was refused for good: the address is probably wrong.");
      case Answer.Deferred _ -> Optional.of("It was not taken now; notices are tried again later.");
      case Answer.Held _ -> Optional.of("The channel is held; notices are sent when it goes on.");
      case Answer.Withheld(String why) -> Optional.of("Nothing was sent: " + why + ".");
      case Answer.Accepted _ -> Optional.empty();
    };
  }

  private static Optional<String> of(int code) {
    return switch (code) {
      case 301, 302, 303, 307, 308 ->
          Optional.of("Redirects are not followed: give the address that it redirects to.");
      case 401, 407 ->
          Optional.of("The receiver asks for a login: exempt this address from it, check the key.");
      case 403 ->
          Optional.of("The receiver forbids it: look at firewalls and at the check of the key.");
      case 404, 410 -> Optional.of("There is nothing at this address: look at the path.");
      case 405 -> Optional.of("The script does not take this method: http uses GET, webhook POST.");
      case 429 -> Optional.of("The receiver limits calls: exempt us from it.");
      case 200, 201, 202, 204 -> Optional.empty();
      default ->
          code >= 500
              ? Optional.of("The script fails: its error log says why.")
              : Optional.of("A delivery is HTTP 200.");
    };
  }

  private static String of(Answer.Failure failure) {
    return switch (failure) {
      case ADDRESS -> "The address is not one that can be called.";
      case POLICY -> "The address is inside a network that this installation does not call.";
      case NAME -> "The host name does not exist.";
      case CONNECT -> "Nobody listens there: look at port and firewall.";
      case TLS -> "TLS failed: the certificate must be valid and for this name.";
      case TIMEOUT -> "There was no answer in time: answer first, work afterwards.";
      case CLOSED -> "The connection was closed before an answer.";
      case PROTOCOL -> "The answer is not what the protocol wants.";
      case SECRET -> "The secret cannot be opened with this installation's keys.";
      case CHANNEL -> "This channel is not set up in this installation.";
    };
  }
}
