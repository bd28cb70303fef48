package io.iplive.gateway.address;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * A block of addresses.
 *
 * @param prefix leading bits of {@code base} that an address of the block shares
 */
public record Network(IpAddress base, int prefix) {

  /** Reads {@code 192.0.2.0/24}; an address alone is a block of one. */
  public static Optional<Network> parse(String text) {
    int slash = text.indexOf('/');
    String literal = slash < 0 ? text : text.substring(0, slash);
    return IpAddress.parse(literal)
        .flatMap(base -> prefix(text, slash, bits(base)).map(prefix -> new Network(base, prefix)));
  }

  private static Optional<Integer> prefix(String text, int slash, int most) {
    if (slash < 0) {
      return Optional.of(most);
    }
    String digits = text.substring(slash + 1);
    if (digits.isEmpty() || digits.length() > 3 || !digits.chars().allMatch(Network::digit)) {
      return Optional.empty();
    }
    return Optional.of(Integer.parseInt(digits)).filter(prefix -> prefix <= most);
  }

  private static boolean digit(int unit) {
    return unit >= '0' && unit <= '9';
  }

  private static int bits(IpAddress address) {
    return address.inet().getAddress().length * Byte.SIZE;
  }

  /** As {@code 192.0.2.0/24}. */
  public String text() {
    return base.text() + "/" + prefix;
  }

  /** Whether any of the blocks, as they are written, holds the address. */
  public static boolean anyContains(List<String> networks, IpAddress address) {
    return networks.stream()
        .flatMap(text -> parse(text).stream())
        .anyMatch(network -> network.contains(address));
  }

  /** Whether an address of the same family is in the block. */
  public boolean contains(IpAddress address) {
    InetAddress other = address.inet();
    byte[] mine = base.inet().getAddress();
    byte[] theirs = other.getAddress();
    if (mine.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit++) {
      int mask = 0x80 >> (bit % Byte.SIZE);
      if (((mine[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
