package io.iplive.schemas;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which resolved addresses probes and deliveries may connect to (contracts/delivery.md, "Outbound
 * policy"). Ask it with the address that will be connected to, never with a name. Pure.
 *
 * <p>Addresses that carry an IPv4 address (mapped, 6to4, NAT64, Teredo) are refused as a whole: a
 * public one is reached by its own form.
 */
public final class OutboundPolicy {

  private static final List<Network> INSIDE =
      Stream.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.31.196.0/24",
              "192.52.193.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "192.175.48.0/24",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/4",
              "240.0.0.0/4",
              "::/8",
              "64:ff9b::/96",
              "64:ff9b:1::/48",
              "100::/64",
              "2001::/23",
              "2001:db8::/32",
              "2002::/16",
              "3fff::/20",
              "5f00::/16",
              "fc00::/7",
              "fe80::/10",
              "fec0::/10",
              "ff00::/8")
          .map(Network::parse)
          .toList();

  private static final int MOST_PORT = 65_535;

  private final List<Network> exceptions;
  private final List<Network> refused;
  private final Set<Integer> deniedPorts;

  /**
   * A policy with exceptions that refuses nothing but the inside.
   *
   * @param exceptions as below
   */
  public OutboundPolicy(List<String> exceptions) {
    this(exceptions, List.of(), Set.of());
  }

  /**
   * A policy.
   *
   * @param exceptions networks in CIDR form that this installation allows although they are inside
   *     or refused
   * @param refused further networks in CIDR form, the installation's own public addresses above all
   * @param deniedPorts that nothing connects to, 1 to 65535
   * @throws IllegalArgumentException naming the entry that is not an address with a prefix length,
   *     or no port
   */
  public OutboundPolicy(List<String> exceptions, List<String> refused, Set<Integer> deniedPorts) {
    this.exceptions = exceptions.stream().map(Network::parse).toList();
    this.refused = Stream.concat(INSIDE.stream(), refused.stream().map(Network::parse)).toList();
    this.deniedPorts = Set.copyOf(deniedPorts);
    for (int port : deniedPorts) {
      if (port < 1 || port > MOST_PORT) {
        throw new IllegalArgumentException(
            "'%d' is not a port; allowed are 1 to %d.".formatted(port, MOST_PORT));
      }
    }
  }

  /** Whether a connection to the address may be made. */
  public boolean allows(InetAddress address) {
    byte[] bytes = address.getAddress();
    return exceptions.stream().anyMatch(network -> network.contains(bytes))
        || refused.stream().noneMatch(network -> network.contains(bytes));
  }

  /** Whether a connection to a port may be made, whatever the address. */
  public boolean allowsPort(int port) {
    return !deniedPorts.contains(port);
  }

  /** A network: an address and how many of its leading bits count. */
  private static final class Network {

    private final byte[] address;
    private final int prefix;

    private Network(byte[] address, int prefix) {
      this.address = address;
      this.prefix = prefix;
    }

    static Network parse(String cidr) {
      int slash = cidr.lastIndexOf('/');
      String literal = slash < 0 ? "" : cidr.substring(0, slash);
      if (literal.isEmpty() || !literal.matches("[0-9a-fA-F:.]*[0-9a-fA-F:][0-9a-fA-F:.]*")) {
        throw invalid(cidr);
      }
      try {
        byte[] address = InetAddress.ofLiteral(literal).getAddress();
        int prefix = Integer.parseInt(cidr.substring(slash + 1));
        if (prefix < 0 || prefix > address.length * Byte.SIZE) {
          throw invalid(cidr);
        }
        return new Network(address, prefix);
      } catch (IllegalArgumentException e) {
        throw invalid(cidr);
      }
    }

    private static IllegalArgumentException invalid(String cidr) {
      return new IllegalArgumentException(
          "'%s' is not a network; allowed are forms like 10.0.0.0/8 or fd00::/8.".formatted(cidr));
    }

    boolean contains(byte[] other) {
      if (other.length != address.length) {
        return false;
      }
      int whole = prefix / Byte.SIZE;
      int rest = prefix % Byte.SIZE;
      if (!Arrays.equals(address, 0, whole, other, 0, whole)) {
        return false;
      }
      int mask = 0xff << (Byte.SIZE - rest) & 0xff;
      return rest == 0 || (address[whole] & mask) == (other[whole] & mask);
    }
  }
}
