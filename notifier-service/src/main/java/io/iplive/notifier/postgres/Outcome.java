package io.iplive.notifier.postgres;

import io.iplive.notifier.delivery.Answer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An answer as columns.
 *
 * @param head what an HTTP receiver said; null: it is none
 */
record Outcome(
    @Nullable Integer code,
    @Nullable String failure,
    @Nullable String text,
    @Nullable String head) {

  /** Of a text that a receiver may have had a hand in. */
  private static final int LONGEST = 1024;

  private static final String UNSAYABLE = "What it said could not be recorded";

  static Outcome of(Answer answer) {
    return switch (answer) {
      case Answer.Answered(int code, String head) -> new Outcome(code, null, null, kept(head));
      case Answer.Failed(var failure, String text) -> failed(null, failure.name(), text);
      case Answer.Accepted(int code, _) -> new Outcome(code, null, null, null);
      case Answer.Refused(int code, String text) -> failed(code, "REFUSED", text);
      case Answer.Deferred(int code, String text, _) -> failed(code, "DEFERRED", text);
      case Answer.Held(int code, String text, _) -> failed(code, "HELD", text);
      case Answer.Withheld(String why) -> failed(null, "WITHHELD", why);
    };
  }

  private static Outcome failed(@Nullable Integer code, String failure, String text) {
    return new Outcome(code, failure, kept(text), null);
  }

  /** PostgreSQL's texts hold no NUL. */
  private static String kept(String text) {
    int end = Math.min(text.length(), LONGEST);
    boolean torn = end < text.length() && Character.isHighSurrogate(text.charAt(end - 1));
    return text.substring(0, torn ? end - 1 : end).replace('\u0000', ' ');
  }

  /** The answer without a word of the receiver's. */
  static Answer silenced(Answer answer) {
    return switch (answer) {
      case Answer.Answered(int code, _) -> new Answer.Answered(code, UNSAYABLE);
      case Answer.Failed(var failure, _) -> new Answer.Failed(failure, UNSAYABLE);
      case Answer.Accepted(int code, _) -> new Answer.Accepted(code, UNSAYABLE);
      case Answer.Refused(int code, _) -> new Answer.Refused(code, UNSAYABLE);
      case Answer.Deferred(int code, _, var pause) -> new Answer.Deferred(code, UNSAYABLE, pause);
      case Answer.Held(int code, _, Duration pause) -> new Answer.Held(code, UNSAYABLE, pause);
      case Answer.Withheld _ -> answer;
    };
  }

  /** The answer again, but for how long a receiver asked to be left alone. */
  Answer answer() {
    int status = code == null ? 0 : code;
    String why = text == null ? "" : text;
    return switch (failure) {
      case null ->
          head == null ? new Answer.Accepted(status, why) : new Answer.Answered(status, head);
      case "REFUSED" -> new Answer.Refused(status, why);
      case "DEFERRED" -> new Answer.Deferred(status, why, null);
      case "HELD" -> new Answer.Held(status, why, Duration.ZERO);
      case "WITHHELD" -> new Answer.Withheld(why);
      default -> new Answer.Failed(Answer.Failure.valueOf(failure), why);
    };
  }

  /** What went wrong, as one text; null: nothing, or a status says it. */
  @Nullable String error() {
    return failure == null ? null : text == null ? failure : failure + ": " + text;
  }
}
