package io.iplive.prober.probe.web;

import io.iplive.prober.probe.Fault;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Unpacks a body as it comes, never more of it than allowed. */
public final class Inflation implements Bytes {

  private static final int OUTPUT = 8 << 10;
  private static final int MOST_HEADER = 64 << 10;
  private static final int TRAILER = 8;
  private static final Pattern PACKED_OTHERWISE =
      Pattern.compile("\\b(br|zstd|dcb|dcz|gzip|deflate|x-gzip|(x-)?compress)\\b");

  private final Bytes next;
  private final boolean gzip;
  private final long maxBytes;
  private final byte[] output = new byte[OUTPUT];
  private @Nullable ByteArrayOutputStream head = new ByteArrayOutputStream();
  private @Nullable Inflater inflater;
  private boolean whole;
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
      default -> {
        if (PACKED_OTHERWISE.matcher(encoding).find()) {
          throw new UnreadableBody(
              Fault.BODY_UNREADABLE, "The body is packed in a way that was not asked for");
        }
        yield next; // Some say "none", or a charset.
      }
    };
  }

  @Override
  public void take(ByteBuffer piece) throws UnreadableBody {
    if (head != null) {
      byte[] bytes = new byte[piece.remaining()];
      piece.get(bytes);
      head.writeBytes(bytes);
      begin(head.toByteArray());
    } else if (inflater != null && !inflater.finished()) {
      inflate(inflater, piece);
    }
  }

  private void begin(byte[] start) throws UnreadableBody {
    if (whole && start.length < TRAILER + 2) {
      return;
    }
    if (whole && !magic(start, TRAILER)) {
      head = null; // What stands behind the last part belongs to nothing.
      return;
    }
    member(whole ? Arrays.copyOfRange(start, TRAILER, start.length) : start);
  }

  /** A body may be packed in parts, one behind the other. */
  private void member(byte[] start) throws UnreadableBody {
    Optional<Integer> from = gzip ? gzipHeader(start) : Optional.of(0);
    if (from.isEmpty() || start.length < from.get() + 2) {
      if (start.length > MOST_HEADER) {
        throw broken();
      }
      return;
    }
    boolean raw = gzip || !zlib(start);
    Inflater fresh = new Inflater(raw);
    if (inflater != null) {
      inflater.end();
    }
    head = null;
    whole = false;
    inflater = fresh;
    inflate(fresh, ByteBuffer.wrap(start, from.get(), start.length - from.get()));
  }

  /** Servers send either form under the one name. */
  private static boolean zlib(byte[] start) {
    int first = start[0] & 0xff;
    int second = start[1] & 0xff;
    return (first & 0x0f) == 8 && (first << 8 | second) % 31 == 0;
  }

  private static boolean magic(byte[] bytes, int at) {
    return (bytes[at] & 0xff) == 0x1f && (bytes[at + 1] & 0xff) == 0x8b;
  }

  /** Where the packed bytes begin; empty: the header goes on. */
  private static Optional<Integer> gzipHeader(byte[] start) throws UnreadableBody {
    int fixed = 10;
    if (start.length < fixed) {
      return Optional.empty();
    }
    if (!magic(start, 0) || start[2] != 8) {
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

  private void inflate(Inflater from, ByteBuffer piece) throws UnreadableBody {
    from.setInput(piece);
    unpack(from);
    if (gzip && from.finished()) {
      whole = true;
      head = new ByteArrayOutputStream();
      take(piece);
    }
  }

  private void unpack(Inflater from) throws UnreadableBody {
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
    boolean nothing = whole || (head != null && head.size() == 0);
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
