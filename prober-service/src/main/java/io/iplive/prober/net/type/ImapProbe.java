package io.iplive.prober.net.type;

import io.iplive.prober.net.line.Script;
import io.iplive.prober.net.line.Talk;
import java.util.Locale;

/** {@code imap}: greeting, and STARTTLS where the check wants it. Nobody logs in. */
public final class ImapProbe implements Script {

  private boolean greeted;

  @Override
  public void heard(Talk talk, String line) {
    String words = line.toUpperCase(Locale.ROOT);
    if (words.startsWith("* BYE")) {
      talk.refused(line);
    } else if (greeted) {
      agreed(talk, line, words);
    } else if (!words.startsWith("* OK") && !words.startsWith("* PREAUTH")) {
      talk.mismatch("IMAP", line);
    } else if (talk.greeted(line)) {
      greeted = true;
      if (talk.wantsTls()) {
        talk.say("a1 STARTTLS");
      } else {
        talk.end("a1 LOGOUT");
      }
    }
  }

  /** Lines that are no answer to the command may stand before it. */
  private static void agreed(Talk talk, String line, String words) {
    if (words.startsWith("A1 OK")) {
      talk.startTls(() -> talk.end("a2 LOGOUT"));
    } else if (words.startsWith("A1 ")) {
      talk.noTls();
    } else if (!words.startsWith("*")) {
      talk.mismatch("IMAP", line);
    }
  }
}
