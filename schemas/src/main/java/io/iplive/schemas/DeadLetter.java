package io.iplive.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Where a dead letter came from and why it is one, in headers that follow those the record came
 * with: {@code topic}, {@code partition}, {@code offset} and {@code error}, all text. A record that
 * is put back into its topic is as it was, but for {@code redrives}, which counts that.
 */
public record DeadLetter(String topic, int partition, long offset, String error) {

  private static final String TOPIC = "topic";
  private static final String PARTITION = "partition";
  private static final String OFFSET = "offset";
  private static final String ERROR = "error";
  private static final String REDRIVES = "redrives";
  private static final int MOST_ERROR = 1_000;

  /** An error that is very long is cut. */
  public DeadLetter {
    error = error.length() > MOST_ERROR ? error.substring(0, MOST_ERROR) : error;
  }

  /** The headers of the letter, those that the record came with first. */
  public Headers headers(Headers ofRecord) {
    Headers all = new RecordHeaders(ofRecord);
    own().forEach(all::add);
    return all;
  }

  /** The four of a dead letter alone. */
  public List<Header> own() {
    return List.of(
        header(TOPIC, topic),
        header(PARTITION, Integer.toString(partition)),
        header(OFFSET, Long.toString(offset)),
        header(ERROR, error));
  }

  /** What a letter's headers say; empty: they are not a dead letter's. */
  public static Optional<DeadLetter> of(Headers headers) {
    String topic = text(headers, TOPIC);
    String partition = text(headers, PARTITION);
    String offset = text(headers, OFFSET);
    if (topic == null || partition == null || offset == null) {
      return Optional.empty();
    }
    try {
      String error = text(headers, ERROR);
      return Optional.of(
          new DeadLetter(
              topic,
              Integer.parseInt(partition),
              Long.parseLong(offset),
              error == null ? "" : error));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /** A record's key as logs say it. */
  public static String keyText(@Nullable Object key) {
    return key instanceof byte[] bytes ? new String(bytes, UTF_8) : String.valueOf(key);
  }

  /** How often a record was put back into its topic. */
  public static int redrives(Headers headers) {
    String count = text(headers, REDRIVES);
    try {
      return count == null ? 0 : Integer.parseInt(count);
    } catch (NumberFormatException _) {
      return 0;
    }
  }

  /** The headers of a letter's record when it is put back: what it came with, counted once more. */
  public static Headers headersBack(Headers ofLetter) {
    List<Header> kept = new ArrayList<>(List.of(ofLetter.toArray()));
    for (String name : List.of(TOPIC, PARTITION, OFFSET, ERROR)) {
      Header last = ofLetter.lastHeader(name);
      if (last != null) {
        kept.remove(last);
      }
    }
    kept.removeIf(header -> header.key().equals(REDRIVES));
    kept.add(header(REDRIVES, Integer.toString(redrives(ofLetter) + 1)));
    return new RecordHeaders(kept);
  }

  private static Header header(String name, String text) {
    return new RecordHeader(name, text.getBytes(UTF_8));
  }

  private static @Nullable String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
  }
}
