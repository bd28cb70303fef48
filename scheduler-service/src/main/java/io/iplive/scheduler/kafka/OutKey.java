package io.iplive.scheduler.kafka;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A key and the partition it goes to: a task writes to its own, whatever the key. */
final class OutKey {

  private final byte @Nullable [] bytes;
  private final int partition;

  OutKey(byte @Nullable [] bytes, int partition) {
    this.bytes = bytes;
    this.partition = partition;
  }

  static OutKey of(String text, int partition) {
    return new OutKey(text.getBytes(StandardCharsets.UTF_8), partition);
  }

  byte @Nullable [] bytes() {
    return bytes;
  }

  int partition() {
    return partition;
  }
}
