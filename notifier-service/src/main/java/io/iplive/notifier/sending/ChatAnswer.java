package io.iplive.notifier.sending;

import io.iplive.notifier.delivery.Answer;
import io.iplive.notifier.delivery.Answer.Accepted;
import io.iplive.notifier.delivery.Answer.Answered;
import io.iplive.notifier.delivery.Answer.Deferred;
import io.iplive.notifier.delivery.Answer.Refused;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the Bot API's answers mean. */
public final class ChatAnswer {

  private static final Pattern RETRY_AFTER = Pattern.compile("\"retry_after\"\\s*:\\s*(\\d{1,9})");
  private static final Pattern OK = Pattern.compile("^\\s*\\{\\s*\"ok\"\\s*:\\s*true");
  private static final Duration WITHOUT_WORD = Duration.ofSeconds(30);
  private static final int OK_STATUS = 200;
  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int TOO_MANY = 429;

  private ChatAnswer() {}

  /**
   * The meaning of an answer. A chat that does not exist, or that has turned the bot away, is
   * final; a token that is not right is the installation's fault, not the message's.
   */
  public static Answer read(Answer answer) {
    if (!(answer instanceof Answered(int code, String head))) {
      return answer;
    }
    return switch (code) {
      case OK_STATUS ->
          OK.matcher(head).find() ? new Accepted(code, "") : new Deferred(code, head, null);
      case TOO_MANY -> new Deferred(code, head, retryAfter(head));
      case BAD_REQUEST, FORBIDDEN -> new Refused(code, head);
      case UNAUTHORIZED, NOT_FOUND -> new Deferred(code, "The bot's token is not right", null);
      default -> new Deferred(code, head, null);
    };
  }

  private static Duration retryAfter(String head) {
    Matcher found = RETRY_AFTER.matcher(head);
    return found.find() ? Duration.ofSeconds(Long.parseLong(found.group(1))) : WITHOUT_WORD;
  }
}
