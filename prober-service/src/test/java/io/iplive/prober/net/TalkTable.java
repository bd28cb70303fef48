package io.iplive.prober.net;

import io.iplive.prober.net.Talker.Script;
import io.iplive.prober.probe.Fault;
import java.util.List;

/** How servers that talk in lines greet, and what a probe makes of it. */
final class TalkTable {

  record Good(String protocol, String name, Script script) {}

  record Bad(String protocol, String name, Fault fault, Script script) {}

  private TalkTable() {}

  static List<Good> good() {
    return List.of(
        new Good(
            "smtp", "one line", greetThen("220 mail.example ESMTP\r\n", "250 mail.example\r\n")),
        new Good(
            "smtp",
            "many lines",
            greetThen("220-hello\r\n220 ready\r\n", "250-mail\r\n250-SIZE 1\r\n250 HELP\r\n")),
        new Good("smtp", "bare line ends", greetThen("220 hi\n", "250 ok\n")),
        new Good("pop3", "greeting", greet("+OK POP3 ready <1@a>\r\n")),
        new Good("imap", "greeting", greet("* OK IMAP4rev1 ready\r\n")),
        new Good("imap", "authenticated", greet("* PREAUTH hello\r\n")),
        new Good("ftp", "greeting", greet("220 FTP\r\n")),
        new Good("ftp", "in a while", greet("120 wait\r\n220 FTP\r\n")),
        new Good(
            "ftp",
            "lines within that begin with numbers",
            greet("220-Welcome\r\n500 GB for you\r\n250 users online\r\n220 FTP\r\n")),
        new Good("ftp", "free text within", greet("220-Welcome\r\n to us\r\n220 FTP\r\n")),
        new Good("ssh", "identification", greet("SSH-2.0-OpenSSH_9.2p1 Debian\r\n")),
        new Good("ssh", "both versions", greet("SSH-1.99-x\r\n")),
        new Good("ssh", "words before", greet("be kind\r\nSSH-2.0-x\r\n")));
  }

  static List<Bad> bad() {
    return List.of(
        new Bad("smtp", "refused", Fault.SERVER_REFUSED, greet("554 go away\r\n")),
        new Bad("smtp", "closing", Fault.SERVER_REFUSED, greet("421 too busy\r\n")),
        new Bad("smtp", "EHLO refused", Fault.SERVER_REFUSED, greetThen("220 a\r\n", "550 no\r\n")),
        new Bad("smtp", "ssh", Fault.PROTOCOL_MISMATCH, greet("SSH-2.0-x\r\n")),
        new Bad("smtp", "endless line", Fault.PROTOCOL_MISMATCH, forever("x".repeat(1_000))),
        new Bad("smtp", "endless reply", Fault.PROTOCOL_MISMATCH, forever("220-again\r\n")),
        new Bad("smtp", "closed", Fault.CONNECTION_CLOSED, talk -> {}),
        new Bad("smtp", "closed later", Fault.CONNECTION_CLOSED, closeAfter("220 a\r\n")),
        new Bad("pop3", "error", Fault.SERVER_REFUSED, greet("-ERR locked\r\n")),
        new Bad("pop3", "smtp", Fault.PROTOCOL_MISMATCH, greet("220 mail\r\n")),
        new Bad("imap", "bye", Fault.SERVER_REFUSED, greet("* BYE overloaded\r\n")),
        new Bad("imap", "pop3", Fault.PROTOCOL_MISMATCH, greet("+OK\r\n")),
        new Bad("ftp", "refused", Fault.SERVER_REFUSED, greet("530 no\r\n")),
        new Bad("ftp", "http", Fault.PROTOCOL_MISMATCH, greet("HTTP/1.1 400 Bad\r\n")),
        new Bad("ssh", "version 1", Fault.PROTOCOL_MISMATCH, greet("SSH-1.5-old\r\n")),
        new Bad("ssh", "endless words", Fault.PROTOCOL_MISMATCH, forever("hello\r\n")),
        new Bad("ssh", "silent", Fault.TIMEOUT, Talker.Talk::waitForEnd));
  }

  private static Script greet(String greeting) {
    return talk -> {
      talk.say(greeting);
      talk.waitForEnd();
    };
  }

  private static Script greetThen(String greeting, String reply) {
    return talk -> {
      talk.say(greeting);
      talk.hear();
      talk.say(reply);
      talk.waitForEnd();
    };
  }

  private static Script closeAfter(String greeting) {
    return talk -> {
      talk.say(greeting);
      talk.hear();
    };
  }

  private static Script forever(String text) {
    return talk -> {
      while (true) {
        talk.say(text);
      }
    };
  }
}
