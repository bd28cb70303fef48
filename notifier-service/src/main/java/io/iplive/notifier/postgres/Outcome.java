package io.iplive.notifier.postgres;

import io.iplive.notifier.delivery.Answer;
import org.jspecify.annotations.Nullable;

/** An answer as columns. */
record Outcome(@Nullable Integer code, @Nullable String failure, @Nullable String text) {

  static Outcome of(Answer answer) {
    return switch (answer) {
      case Answer.Answered(int code, _) -> new Outcome(code, null, null);
      case Answer.Failed(var failure, String text) -> new Outcome(null, failure.name(), text);
      case Answer.Accepted(int code, _) -> new Outcome(code, null, null);
      case Answer.Refused(int code, String text) -> new Outcome(code, "REFUSED", text);
      case Answer.Deferred(int code, String text, _) -> new Outcome(code, "DEFERRED", text);
      case Answer.Held(int code, String text, _) -> new Outcome(code, "HELD", text);
      case Answer.Withheld(String why) -> new Outcome(null, "WITHHELD", why);
    };
  }

  /** What went wrong, as one text; null: nothing, or a status says it. */
  @Nullable String error() {
    return failure == null ? null : text == null ? failure : failure + ": " + text;
  }
}
