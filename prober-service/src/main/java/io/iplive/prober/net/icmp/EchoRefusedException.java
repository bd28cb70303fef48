package io.iplive.prober.net.icmp;

import io.iplive.prober.probe.Fault;
import java.io.IOException;

/** The system does not let an echo out. */
public final class EchoRefusedException extends IOException {

  static final int NOT_LINUX = 0;
  static final int NO_BUFFER_SPACE = 105;

  private static final int NOT_PERMITTED = 1;
  private static final int ACCESS_DENIED = 13;
  private static final int FAMILY_NOT_SUPPORTED = 97;
  private static final int NETWORK_UNREACHABLE = 101;
  private static final int HOST_UNREACHABLE = 113;

  private final int error;

  EchoRefusedException(int error) {
    super("error " + error);
    this.error = error;
  }

  /** Whose fault it is. */
  public Fault fault() {
    return switch (error) {
      case NOT_LINUX, NOT_PERMITTED, ACCESS_DENIED, FAMILY_NOT_SUPPORTED ->
          Fault.PROTOCOL_UNSUPPORTED;
      case HOST_UNREACHABLE -> Fault.UNREACHABLE;
      default -> Fault.NODE_FAULT;
    };
  }

  /** For people, with what they can do about it. */
  public String sentence() {
    return switch (error) {
      case NOT_PERMITTED, ACCESS_DENIED ->
          "This node's system does not allow echoes: net.ipv4.ping_group_range must hold the"
              + " group of this program, or it needs CAP_NET_RAW";
      case NOT_LINUX -> "This node sends echoes on Linux only";
      case FAMILY_NOT_SUPPORTED -> "This node's system has no IPv6";
      case NETWORK_UNREACHABLE -> "The node has no route to the address";
      case HOST_UNREACHABLE -> "The address cannot be reached";
      default -> "The node cannot send an echo (error %d)".formatted(error);
    };
  }
}
