package io.iplive.gateway.monitor;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The probe types that can be asked for: those the prober runs. */
public enum Protocol {
  HTTP,
  HTTPS,
  TCP,
  UDP,
  ICMP,
  DNS,
  SMTP,
  POP3,
  IMAP,
  FTP,
  SSH,
  TLS,
  DOMAIN;

  /** What people call ICMP echo. */
  private static final String PING = "ping";

  /** The name in the API and in events. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether there is no port of its own, so that one has to be named. */
  boolean needsPort() {
    return this == UDP;
  }

  /** All of them by name. */
  public static Map<String, Protocol> byText() {
    Map<String, Protocol> names = new LinkedHashMap<>();
    Arrays.stream(values()).forEach(protocol -> names.put(protocol.text(), protocol));
    names.put(PING, ICMP);
    return names;
  }
}
