package io.iplive.gateway.monitor;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The probe types that can be asked for: those the prober runs. */
public enum Protocol {
  HTTP,
  HTTPS;

  /** The name in the API and in events. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All of them by name. */
  public static Map<String, Protocol> byText() {
    Map<String, Protocol> names = new LinkedHashMap<>();
    Arrays.stream(values()).forEach(protocol -> names.put(protocol.text(), protocol));
    return names;
  }
}
