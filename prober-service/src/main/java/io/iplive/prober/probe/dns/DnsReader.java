package io.iplive.prober.probe.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Reads an answer's bytes, of whatever they may be made. */
public final class DnsReader {

  private static final int ANSWER = 0x8000;
  private static final int TRUNCATED = 0x0200;
  private static final int MOST_JUMPS = 32;
  private static final int LONGEST_NAME = 255;

  private final ByteBuffer in;

  private DnsReader(ByteBuffer in) {
    this.in = in;
  }

  /**
   * The answer to a question.
   *
   * @throws IllegalArgumentException when the bytes are none
   */
  public static DnsAnswer answer(byte[] message, DnsQuery asked) {
    try {
      return new DnsReader(ByteBuffer.wrap(message)).read(asked);
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("The answer is cut off", e);
    }
  }

  private DnsAnswer read(DnsQuery asked) {
    int id = number();
    int flags = number();
    if (id != asked.id() || (flags & ANSWER) == 0) {
      throw new IllegalArgumentException("The answer belongs to no question");
    }
    int questions = number();
    int answers = number();
    in.position(in.position() + 4);
    int wanted = RecordType.number(asked.type());
    for (int n = 0; n < questions; n++) {
      var _ = name();
      in.position(in.position() + 4);
    }
    List<String> values = new ArrayList<>();
    boolean truncated = (flags & TRUNCATED) != 0;
    for (int n = 0; n < answers && !truncated; n++) {
      var _ = name();
      int type = number();
      in.position(in.position() + 6);
      int end = number() + in.position();
      if (end > in.limit()) {
        throw new IllegalArgumentException("A record is cut off");
      }
      if (type == wanted || wanted == RecordType.ANY.number()) {
        values.add(value(type, end));
      }
      in.position(end);
    }
    return new DnsAnswer(DnsAnswer.code(flags & 0x0f), truncated, values);
  }

  private String value(int type, int end) {
    return switch (Arrays.stream(RecordType.values())
        .filter(known -> known.number() == type)
        .findFirst()
        .orElse(RecordType.ANY)) {
      case A, AAAA -> literal(end);
      case NS, CNAME, PTR -> name();
      case MX -> number() + " " + name();
      case TXT, SPF -> texts(end);
      case SRV -> number() + " " + number() + " " + number() + " " + name();
      case SOA ->
          "%s %s %d %d %d %d %d"
              .formatted(name(), name(), whole(), whole(), whole(), whole(), whole());
      case CAA -> {
        int flags = in.get() & 0xff;
        String tag = text();
        yield flags + " " + tag + " " + new String(rest(end), StandardCharsets.UTF_8);
      }
      case NAPTR, DS, SSHFP, DNSKEY, TLSA, SVCB, HTTPS, ANY -> HexFormat.of().formatHex(rest(end));
    };
  }

  private String literal(int end) {
    try {
      return InetAddress.getByAddress(rest(end)).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("An address of a wrong length", e);
    }
  }

  private String texts(int end) {
    StringBuilder whole = new StringBuilder();
    while (in.position() < end) {
      whole.append(text());
    }
    return whole.toString();
  }

  private String text() {
    byte[] bytes = new byte[in.get() & 0xff];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private byte[] rest(int end) {
    byte[] bytes = new byte[Math.max(0, end - in.position())];
    in.get(bytes);
    return bytes;
  }

  private int number() {
    return Short.toUnsignedInt(in.getShort());
  }

  private long whole() {
    return Integer.toUnsignedLong(in.getInt());
  }

  /** A name, following pointers back into the message; never round in circles. */
  private String name() {
    StringBuilder name = new StringBuilder();
    int after = -1;
    int jumps = 0;
    while (true) {
      int length = in.get() & 0xff;
      if (length == 0) {
        break;
      }
      if ((length & 0xc0) == 0xc0) {
        int to = (length & 0x3f) << 8 | (in.get() & 0xff);
        after = after < 0 ? in.position() : after;
        if (++jumps > MOST_JUMPS) {
          throw new IllegalArgumentException("A name that never ends");
        }
        in.position(to);
      } else {
        byte[] label = new byte[length];
        in.get(label);
        name.append(name.isEmpty() ? "" : ".")
            .append(new String(label, StandardCharsets.ISO_8859_1));
        if (name.length() > LONGEST_NAME) {
          throw new IllegalArgumentException("A name that is too long");
        }
      }
    }
    if (after >= 0) {
      in.position(after);
    }
    return name.toString().toLowerCase(Locale.ROOT);
  }
}
