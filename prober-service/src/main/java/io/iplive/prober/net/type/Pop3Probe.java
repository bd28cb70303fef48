package io.iplive.prober.net.type;

import io.iplive.prober.net.line.Script;
import io.iplive.prober.net.line.Talk;

/** {@code pop3}: greeting, and STLS where the check wants it. Nobody logs in. */
public final class Pop3Probe implements Script {

  private boolean greeted;

  @Override
  public void heard(Talk talk, String line) {
    if (line.startsWith("-ERR")) {
      refused(talk, line);
    } else if (!line.startsWith("+OK")) {
      talk.mismatch("POP3", line);
    } else if (greeted) {
      talk.startTls(() -> talk.end("QUIT"));
    } else if (talk.greeted(line)) {
      greeted = true;
      if (talk.wantsTls()) {
        talk.say("STLS");
      } else {
        talk.end("QUIT");
      }
    }
  }

  private void refused(Talk talk, String line) {
    if (greeted) {
      talk.noTls();
    } else {
      talk.refused(line);
    }
  }
}
