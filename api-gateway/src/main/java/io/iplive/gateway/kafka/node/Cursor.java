package io.iplive.gateway.kafka.node;

import java.util.Optional;
import java.util.regex.Pattern;

/** An offset as nodes hold it. */
final class Cursor {

  private static final Pattern FORM = Pattern.compile("o[0-9]{1,18}");

  private Cursor() {}

  static String of(long offset) {
    return "o" + offset;
  }

  static Optional<Long> offset(String text) {
    return FORM.matcher(text).matches()
        ? Optional.of(Long.parseLong(text.substring(1)))
        : Optional.empty();
  }
}
