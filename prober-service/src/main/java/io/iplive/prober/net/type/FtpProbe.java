package io.iplive.prober.net.type;

import io.iplive.prober.net.line.Reply;
import io.iplive.prober.net.line.Script;
import io.iplive.prober.net.line.Talk;

/** {@code ftp}: greeting, and AUTH TLS where the check wants it. Nobody logs in. */
public final class FtpProbe implements Script {

  private static final int READY_IN_A_WHILE = 120;
  private static final int TLS_AGREED = 234;

  private final Reply.Reader replies = new Reply.Reader();
  private boolean greeted;

  @Override
  public void heard(Talk talk, String line) {
    Reply reply;
    try {
      reply = replies.heard(line);
    } catch (IllegalArgumentException e) {
      talk.mismatch("FTP", line);
      return;
    }
    if (reply == null || reply.code() == READY_IN_A_WHILE) {
      return;
    }
    if (greeted) {
      agreed(talk, reply);
    } else if (!reply.done()) {
      talk.refused(reply.text());
    } else if (talk.greeted(reply.text())) {
      greeted = true;
      if (talk.wantsTls()) {
        talk.say("AUTH TLS");
      } else {
        talk.end("QUIT");
      }
    }
  }

  private static void agreed(Talk talk, Reply reply) {
    if (reply.code() == TLS_AGREED) {
      talk.startTls(() -> talk.end("QUIT"));
    } else {
      talk.noTls();
    }
  }
}
