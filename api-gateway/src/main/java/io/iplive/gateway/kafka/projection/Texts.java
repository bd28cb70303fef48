package io.iplive.gateway.kafka.projection;

import org.jspecify.annotations.Nullable;

/** Texts that others wrote, as a database takes them: NUL is no character there. */
final class Texts {

  private Texts() {}

  static @Nullable String storable(@Nullable String text) {
    return text == null ? null : required(text);
  }

  static String required(String text) {
    return text.replace("\0", "");
  }
}
