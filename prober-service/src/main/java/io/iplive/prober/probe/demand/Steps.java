package io.iplive.prober.probe.demand;

import io.iplive.prober.probe.check.Dialogue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said and heard on a TCP connection, in its order, with TLS begun where it stands. */
public record Steps(List<Step> all) {

  private static final int MOST = 20;

  /** Nothing beside the check's dialogue. */
  public static final Steps NONE = new Steps(List.of());

  /** One thing to do. */
  public sealed interface Step {

    /** Say this; it holds the escapes of {@link Dialogue}. */
    record Send(String text) implements Step {

      public Send {
        var _ = Dialogue.bytes(text);
      }

      /** Without the text: it may hold a password. */
      @Override
      public String toString() {
        return "Send[%d characters]".formatted(text.length());
      }
    }

    /** Wait until this has come; it holds the escapes of {@link Dialogue}. */
    record Expect(String text) implements Step {

      public Expect {
        var _ = Dialogue.bytes(text);
      }
    }

    /** Begin TLS. */
    record StartTls() implements Step {}
  }

  public Steps {
    all = List.copyOf(all);
    if (all.size() > MOST) {
      throw new IllegalArgumentException(
          "script has %d steps, allowed are %d".formatted(all.size(), MOST));
    }
  }

  /**
   * Reads lines of {@code send TEXT}, {@code expect TEXT} and {@code starttls}; empty ones do not
   * matter.
   *
   * @throws IllegalArgumentException naming the line that is none of these, without its text
   */
  public static Steps parse(@Nullable String script) {
    return script == null
        ? NONE
        : new Steps(
            script
                .lines()
                .map(String::stripLeading)
                .filter(line -> !line.isBlank())
                .map(Steps::step)
                .toList());
  }

  private static Step step(String line) {
    int blank = line.indexOf(' ');
    String word = blank < 0 ? line.stripTrailing() : line.substring(0, blank);
    String text = blank < 0 ? "" : line.substring(blank + 1);
    if (word.equals("send") && !text.isEmpty()) {
      return new Step.Send(text);
    }
    if (word.equals("expect") && !text.isEmpty()) {
      return new Step.Expect(text);
    }
    if (word.equals("starttls") && text.isBlank()) {
      return new Step.StartTls();
    }
    throw new IllegalArgumentException(
        "a line of script is '%s', allowed are send TEXT, expect TEXT and starttls"
            .formatted(word.length() <= 20 ? word : word.substring(0, 20)));
  }
}
