package io.iplive.prober.net.type;

import io.iplive.prober.net.line.Reply;
import io.iplive.prober.net.line.Script;
import io.iplive.prober.net.line.Talk;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code smtp}: greeting, EHLO, STARTTLS where the check wants it. No mail is begun. */
public final class SmtpProbe implements Script {

  private final Reply.Reader replies = new Reply.Reader();
  private Awaited awaited = Awaited.GREETING;

  private enum Awaited {
    GREETING,
    EXTENSIONS,
    TLS
  }

  @Override
  public void heard(Talk talk, String line) {
    Reply reply;
    try {
      reply = replies.heard(line);
    } catch (IllegalArgumentException e) {
      talk.mismatch("SMTP", line);
      return;
    }
    if (reply != null) {
      step(talk, reply);
    }
  }

  private void step(Talk talk, Reply reply) {
    switch (awaited) {
      case GREETING -> greeting(talk, reply);
      case EXTENSIONS -> extensions(talk, reply);
      case TLS -> tls(talk, reply);
    }
  }

  private void greeting(Talk talk, @Nullable Reply reply) {
    if (reply == null || !reply.done()) {
      talk.refused(reply == null ? "" : reply.text());
    } else if (talk.greeted(reply.text())) {
      awaited = Awaited.EXTENSIONS;
      talk.say("EHLO " + talk.ownName());
    }
  }

  private void extensions(Talk talk, Reply reply) {
    if (!reply.done()) {
      talk.refused(reply.text());
    } else if (!talk.wantsTls()) {
      talk.end("QUIT");
    } else if (reply.lines().stream()
        .anyMatch(extension -> extension.strip().toUpperCase(Locale.ROOT).equals("STARTTLS"))) {
      awaited = Awaited.TLS;
      talk.say("STARTTLS");
    } else {
      talk.noTls();
    }
  }

  private static void tls(Talk talk, Reply reply) {
    if (reply.done()) {
      talk.startTls(() -> talk.end("QUIT"));
    } else {
      talk.refused(reply.text());
    }
  }
}
