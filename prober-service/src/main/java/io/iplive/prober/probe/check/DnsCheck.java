package io.iplive.prober.probe.check;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a name server.
 *
 * @param type of record, in capitals
 * @param server name or literal; null: the node's own
 * @param expected value that a record must have, or a response code such as {@code NXDOMAIN}; null:
 *     any record will do
 */
public record DnsCheck(String type, @Nullable String server, @Nullable String expected) {

  private static final Pattern TYPE = Pattern.compile("[A-Z][A-Z0-9-]{0,15}");

  /** Any address record. */
  public static final DnsCheck DEFAULT = new DnsCheck("A", null, null);

  public DnsCheck {
    type = type.strip().toUpperCase(Locale.ROOT);
    if (!TYPE.matcher(type).matches()) {
      throw new IllegalArgumentException("dnsType is '%s', not a record type".formatted(type));
    }
    if (server != null && server.isBlank()) {
      throw new IllegalArgumentException("dnsServer must not be blank");
    }
  }
}
