package io.iplive.prober;

import io.iplive.schemas.OutboundPolicy;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.stream.Stream;

/** What a customer's check must not reach by a node: the node itself, from outside. */
final class OwnAddresses {

  private static final OutboundPolicy GLOBAL = new OutboundPolicy(List.of());

  private OwnAddresses() {}

  /** Of this machine's interfaces. */
  static List<InetAddress> ofThisMachine() {
    try {
      return NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses).toList();
    } catch (SocketException e) {
      throw new IllegalStateException("This machine does not tell its addresses", e);
    }
  }

  /**
   * The public ones as networks in CIDR form; those inside are refused anyhow.
   *
   * @param nodeIp by which the node is known; not of this machine behind a NAT
   */
  static List<String> networks(String nodeIp, List<InetAddress> ofThisMachine) {
    byte[] known = NetUtil.createByteArrayFromIpAddressString(nodeIp);
    return Stream.concat(
            known == null ? Stream.empty() : Stream.of(InetAddress.ofLiteral(nodeIp)),
            ofThisMachine.stream())
        .filter(GLOBAL::allows)
        .map(address ->
            "%s/%d".formatted(address.getHostAddress(), address.getAddress().length * Byte.SIZE))
        .distinct()
        .toList();
  }
}
