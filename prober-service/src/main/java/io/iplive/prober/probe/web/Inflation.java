package io.iplive.prober.probe.web;

import io.iplive.prober.probe.Fault;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Unpacks a body as it comes, never more of it than allowed. */
public final class Inflation implements Bytes {

  private static final int OUTPUT = 8 << 10;
  private static final int MOST_HEADER = 64 << 10;

  private final Bytes next;
  private final boolean gzip;
  private final long maxBytes;
  private final byte[] output = new byte[OUTPUT];
  private @Nullable ByteArrayOutputStream head = new ByteArrayOutputStream();
  private @Nullable Inflater inflater;
  private long unpacked;

  private Inflation(Bytes next, boolean gzip, long maxBytes) {
    this.next = next;
    this.gzip = gzip;
    this.maxBytes = maxBytes;
  }

  /** In front of {@code next}, where the body is packed. */
  public static Bytes of(@Nullable String contentEncoding, long maxBytes, Bytes next)
      throws UnreadableBody {
    String encoding =
        contentEncoding == null ? "" : contentEncoding.strip().toLowerCase(Locale.ROOT);
    return switch (encoding) {
      case "", "identity" -> next;
      case "gzip", "x-gzip" -> new Inflation(next, true, maxBytes);
      case "deflate" -> new Inflation(next, false, maxBytes);
      default ->
          throw new UnreadableBody(
              Fault.BODY_UNREADABLE, "The body is packed in a way that was not asked for");
    };
  }

  @Override
  public void take(ByteBuffer piece) throws UnreadableBody {
    if (head != null) {
      byte[] bytes = new byte[piece.remaining()];
      piece.get(bytes);
      head.writeBytes(bytes);
      begin(head.toByteArray());
    } else if (inflater != null) {
      inflater.setInput(piece);
      inflate(inflater);
    }
  }

  private void begin(byte[] start) throws UnreadableBody {
    Optional<Integer> from = gzip ? gzipHeader(start) : Optional.of(0);
    if (from.isEmpty() || start.length < from.get() + 2) {
      if (start.length > MOST_HEADER) {
        throw broken();
      }
      return;
    }
    boolean raw = gzip || !zlib(start);
    Inflater fresh = new Inflater(raw);
    head = null;
    inflater = fresh;
    fresh.setInput(start, from.get(), start.length - from.get());
    inflate(fresh);
  }

  /** Servers send either form under the one name. */
  private static boolean zlib(byte[] start) {
    int first = start[0] & 0xff;
    int second = start[1] & 0xff;
    return (first & 0x0f) == 8 && (first << 8 | second) % 31 == 0;
  }

  /** Where the packed bytes begin; empty: the header goes on. */
  private static Optional<Integer> gzipHeader(byte[] start) throws UnreadableBody {
    int fixed = 10;
    if (start.length < fixed) {
      return Optional.empty();
    }
    if ((start[0] & 0xff) != 0x1f || (start[1] & 0xff) != 0x8b || start[2] != 8) {
      throw broken();
    }
    int flags = start[3];
    int at = fixed;
    if ((flags & 4) != 0) {
      if (start.length < at + 2) {
        return Optional.empty();
      }
      at += 2 + (start[at] & 0xff) + ((start[at + 1] & 0xff) << 8);
    }
    for (int text = flags & (8 | 16); text != 0; text &= text - 1) {
      while (at < start.length && start[at] != 0) {
        at++;
      }
      at++;
    }
    at += (flags & 2) == 0 ? 0 : 2;
    return at < start.length ? Optional.of(at) : Optional.empty();
  }

  private void inflate(Inflater from) throws UnreadableBody {
    try {
      while (!from.finished()) {
        int count = from.inflate(output);
        if (count == 0) {
          if (from.needsDictionary()) {
            throw broken();
          }
          return;
        }
        unpacked += count;
        if (unpacked > maxBytes) {
          throw new UnreadableBody(
              Fault.BODY_TOO_LARGE, "The body is larger than %d bytes".formatted(maxBytes));
        }
        next.take(ByteBuffer.wrap(output, 0, count));
      }
    } catch (DataFormatException e) {
      throw broken();
    }
  }

  private static UnreadableBody broken() {
    return new UnreadableBody(Fault.BODY_UNREADABLE, "The packed body is damaged");
  }

  @Override
  public void end() throws UnreadableBody {
    boolean nothing = head != null && head.size() == 0;
    if (!nothing && (inflater == null || !inflater.finished())) {
      throw new UnreadableBody(Fault.BODY_UNREADABLE, "The packed body ends too early");
    }
    next.end();
  }

  @Override
  public void release() {
    if (inflater != null) {
      inflater.end();
    }
    next.release();
  }
}
