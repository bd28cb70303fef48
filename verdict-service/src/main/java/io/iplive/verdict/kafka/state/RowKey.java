package io.iplive.verdict.kafka.state;

import io.iplive.verdict.collector.Answer;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.kafka.common.utils.Bytes;

/** Keys of stored rows: a letter for the kind of row, then the ids it is about. */
record RowKey(char kind, long monitor, long target, long roundAt, long node) {

  private static final char CLOCK = 'c';
  private static final char ANSWERS = 'a';
  private static final char MONITOR = 'm';
  private static final char TARGET = 't';
  private static final char EARLY = 'e';
  private static final char ROUND = 'r';

  static Bytes clock() {
    return Bytes.wrap(new byte[] {(byte) CLOCK});
  }

  static Bytes answers() {
    return Bytes.wrap(new byte[] {(byte) ANSWERS});
  }

  static Bytes monitor(long monitor) {
    return key(MONITOR, monitor);
  }

  static Bytes target(long monitor, long target) {
    return key(TARGET, monitor, target);
  }

  static Bytes early(Answer answer) {
    return key(
        EARLY,
        answer.monitor(),
        answer.target(),
        answer.roundAt().toEpochMilli(),
        answer.vote().node());
  }

  static Bytes round(long monitor, Instant roundAt) {
    return key(ROUND, monitor, 0, roundAt.toEpochMilli());
  }

  static RowKey parse(Bytes key) {
    ByteBuffer bytes = ByteBuffer.wrap(key.get());
    return new RowKey((char) bytes.get(), next(bytes), next(bytes), next(bytes), next(bytes));
  }

  boolean isMonitor() {
    return kind == MONITOR;
  }

  boolean isTarget() {
    return kind == TARGET;
  }

  boolean isEarly() {
    return kind == EARLY;
  }

  boolean isRound() {
    return kind == ROUND;
  }

  private static Bytes key(char kind, long... ids) {
    ByteBuffer bytes = ByteBuffer.allocate(1 + ids.length * Long.BYTES).put((byte) kind);
    for (long id : ids) {
      bytes.putLong(id);
    }
    return Bytes.wrap(bytes.array());
  }

  private static long next(ByteBuffer bytes) {
    return bytes.hasRemaining() ? bytes.getLong() : 0;
  }
}
