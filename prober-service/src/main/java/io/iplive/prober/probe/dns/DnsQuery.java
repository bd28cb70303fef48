package io.iplive.prober.probe.dns;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A question to a name server.
 *
 * @param id 0..65535; the answer has it too
 * @param name in ASCII; empty or a dot: the root
 * @param type as people write it
 */
public record DnsQuery(int id, String name, String type) {

  private static final int RECURSION_DESIRED = 0x0100;
  private static final int INTERNET = 1;
  private static final int LONGEST_LABEL = 63;

  /**
   * As it goes over the wire.
   *
   * @throws IllegalArgumentException when the name or the type cannot be asked for
   */
  public byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(64);
    number(out, id);
    number(out, RECURSION_DESIRED);
    number(out, 1);
    number(out, 0);
    number(out, 0);
    number(out, 0);
    String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    if (!bare.isEmpty()) {
      for (String label : bare.split("\\.", -1)) {
        byte[] bytes = label.getBytes(StandardCharsets.US_ASCII);
        if (bytes.length == 0 || bytes.length > LONGEST_LABEL) {
          throw new IllegalArgumentException("'%s' is not a name".formatted(name));
        }
        out.write(bytes.length);
        out.writeBytes(bytes);
      }
    }
    out.write(0);
    number(out, RecordType.number(type));
    number(out, INTERNET);
    return out.toByteArray();
  }

  private static void number(ByteArrayOutputStream out, int value) {
    out.write(value >> 8);
    out.write(value);
  }
}
