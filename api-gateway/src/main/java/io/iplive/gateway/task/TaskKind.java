package io.iplive.gateway.task;

import java.util.Arrays;
import java.util.Optional;

/** What a task checks: the numbers of {@code task} (contracts/monitorus.md, "task_add"). */
public enum TaskKind {
  SITE(1),
  PING(2),
  PORT(3),
  DNS(4),
  SMTP(5),
  POP3(6),
  IMAP(7),
  FTP(8),
  SSH(9),
  CERTIFICATE(10),
  CONTENT(11),
  UDP(12),
  DOMAIN(13);

  private final int number;

  TaskKind(int number) {
    this.number = number;
  }

  /** The published number. */
  public int number() {
    return number;
  }

  /** The kind of a published number. */
  public static Optional<TaskKind> ofNumber(int number) {
    return Arrays.stream(values()).filter(kind -> kind.number == number).findFirst();
  }

  /** Whether it asks over HTTP. */
  public boolean http() {
    return this == SITE || this == CONTENT;
  }

  /** Whether there may be TLS in it. */
  public boolean speaksTls() {
    return switch (this) {
      case SITE, CONTENT, CERTIFICATE, PORT, SMTP, POP3, IMAP, FTP -> true;
      case PING, DNS, SSH, UDP, DOMAIN -> false;
    };
  }

  /** Whether it looks at an expiry, and so at {@code days}. */
  public boolean expiry() {
    return this == CERTIFICATE || this == DOMAIN;
  }
}
