package io.iplive.prober.net.attempt;

import io.iplive.prober.net.tls.RefusedChainException;
import io.iplive.prober.net.tls.WrongNameException;
import io.iplive.prober.probe.Failure;
import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.Phase;
import io.netty.channel.ChannelException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.resolver.dns.DnsErrorCauseException;
import io.netty.resolver.dns.DnsNameResolverException;
import io.netty.resolver.dns.DnsNameResolverTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** From what sockets, names and TLS throw to a fault with its sentence. */
public final class Failures {

  private static final int LONGEST_DETAIL = 160;

  /** What the system says when it is this node that has run out of something. */
  private static final Set<String> OUR_SHORTAGES =
      Set.of(
          "too many open files",
          "cannot assign requested address",
          "no buffer space",
          "cannot allocate memory",
          "operation not permitted");

  /** What a network says on the way to an address, also to a socket of datagrams. */
  private static final Set<String> NO_WAY =
      Set.of(
          "unreachable",
          "no route to host",
          "host is down",
          "machine is not on the network",
          "protocol not available",
          "permission denied");

  private Failures() {}

  /** The failure that a throwable in a phase stands for; an unknown one is our own fault. */
  public static Failure of(Throwable cause, Phase phase) {
    if (phase == Phase.RESOLVE) {
      return ofName(cause);
    }
    Fault certificate = ofCertificate(cause);
    if (certificate != null) {
      return new Failure(certificate, phase, certificateSentence(certificate, cause));
    }
    for (Throwable link : chain(cause)) {
      Fault fault = ofLink(link);
      if (fault != null) {
        return new Failure(fault, phase, sentence(fault, phase, link));
      }
    }
    return new Failure(
        Fault.NODE_FAULT, phase, "The probe failed inside the node: " + detail(cause));
  }

  /** Whether the system refused before anything was sent that it would tell of a network later. */
  static boolean refusedHere(Throwable cause) {
    return cause instanceof NoRouteToHostException || text(cause).contains("permission denied");
  }

  private static String text(Throwable link) {
    return String.valueOf(link.getMessage()).toLowerCase(Locale.ROOT);
  }

  /** The chain that a failure is about, a line a certificate; empty: it is about none. */
  static List<String> certificates(Throwable cause) {
    return chain(cause).stream()
        .filter(RefusedChainException.class::isInstance)
        .map(RefusedChainException.class::cast)
        .findFirst()
        .map(RefusedChainException::chain)
        .orElse(List.of());
  }

  /**
   * Whether a name is known to the name servers, and stands for no address of the kind that was
   * asked for: Netty has no cause then, and the server's code where there was one.
   */
  static boolean noAddress(Throwable cause) {
    return cause instanceof UnknownHostException && cause.getCause() == null;
  }

  private static Failure ofName(Throwable cause) {
    for (Throwable link : chain(cause)) {
      if (link instanceof DnsNameResolverTimeoutException) {
        return new Failure(
            Fault.DNS_TIMEOUT, Phase.RESOLVE, "The name server did not answer in time");
      }
      if (link instanceof DnsErrorCauseException error
          && !DnsResponseCode.NXDOMAIN.equals(error.getCode())) {
        return new Failure(
            Fault.DNS_FAILED, Phase.RESOLVE, "The name server answered " + error.getCode());
      }
    }
    for (Throwable link : chain(cause)) {
      if (isOfOurSocket(link)) {
        return new Failure(
            Fault.NODE_FAULT,
            Phase.RESOLVE,
            "The node cannot ask its name servers: " + detail(link));
      }
    }
    boolean unknown = chain(cause).stream().anyMatch(UnknownHostException.class::isInstance);
    return unknown
        ? new Failure(Fault.DNS_NOT_FOUND, Phase.RESOLVE, "The name does not exist")
        : new Failure(
            Fault.DNS_FAILED, Phase.RESOLVE, "The name is not resolved: " + detail(cause));
  }

  /** A question that was not sent says nothing about the name; Netty wraps it as an unknown one. */
  private static boolean isOfOurSocket(Throwable link) {
    return link instanceof ChannelException
        || (link instanceof IOException && !(link instanceof UnknownHostException))
        || (link instanceof DnsNameResolverException
            && !(link instanceof DnsNameResolverTimeoutException));
  }

  private static @Nullable Fault ofCertificate(Throwable cause) {
    Fault found = null;
    for (Throwable link : chain(cause)) {
      if (link instanceof WrongNameException) {
        return Fault.CERTIFICATE_WRONG_NAME;
      }
      if (link instanceof CertificateExpiredException
          || link instanceof CertificateNotYetValidException
          || (link instanceof CertPathValidatorException path
              && (path.getReason() == BasicReason.EXPIRED
                  || path.getReason() == BasicReason.NOT_YET_VALID))) {
        return Fault.CERTIFICATE_EXPIRED;
      }
      if (link instanceof CertificateException) {
        found = Fault.CERTIFICATE_UNTRUSTED;
      }
    }
    return found;
  }

  private static String certificateSentence(Fault fault, Throwable cause) {
    if (fault == Fault.CERTIFICATE_UNTRUSTED) {
      return "The certificate's issuer is not trusted";
    }
    return chain(cause).stream()
        .filter(CertificateException.class::isInstance)
        .reduce((_, deeper) -> deeper)
        .map(Failures::detail)
        .map(detail ->
            detail
                .replaceFirst("^NotAfter: ", "The certificate has expired: its last moment was ")
                .replaceFirst("^NotBefore: ", "The certificate is not valid before "))
        .orElseGet(() -> "The certificate has expired or is not valid yet");
  }

  private static @Nullable Fault ofLink(Throwable link) {
    String message = text(link);
    return switch (link) {
      case TooLongFrameException _ -> Fault.HEADERS_TOO_LARGE;
      case PrematureChannelClosureException _ -> Fault.CONNECTION_CLOSED;
      case ClosedChannelException _ -> Fault.CONNECTION_CLOSED;
      // Netty tells a close in the middle of a handshake by this text only.
      case SSLException _ when message.startsWith("connection closed") -> Fault.CONNECTION_CLOSED;
      case SSLException _ -> Fault.TLS_FAILED;
      case NoRouteToHostException _ -> Fault.UNREACHABLE;
      case IOException _ when OUR_SHORTAGES.stream().anyMatch(message::contains) ->
          Fault.NODE_FAULT;
      case IOException _ when message.contains("refused") -> Fault.CONNECTION_REFUSED;
      case IOException _ when message.contains("timed out") -> Fault.CONNECT_TIMEOUT;
      case IOException _ when message.contains("reset") || message.contains("broken pipe") ->
          Fault.CONNECTION_RESET;
      case IOException _ when NO_WAY.stream().anyMatch(message::contains) -> Fault.UNREACHABLE;
      case ConnectException _ -> Fault.UNREACHABLE;
      default -> null;
    };
  }

  private static String sentence(Fault fault, Phase phase, Throwable link) {
    return switch (fault) {
      case CONNECTION_REFUSED -> "The connection was refused";
      case CONNECT_TIMEOUT -> "The connection timed out, " + phase.doing();
      case CONNECTION_RESET -> "The connection was reset, " + phase.doing();
      case CONNECTION_CLOSED -> "The connection was closed, " + phase.doing();
      case UNREACHABLE -> "The address cannot be reached";
      case HEADERS_TOO_LARGE -> "The headers are larger than allowed";
      case TLS_FAILED -> "The TLS handshake failed: " + detail(link);
      default -> "The probe failed inside the node: " + detail(link);
    };
  }

  private static List<Throwable> chain(Throwable cause) {
    return Stream.iterate(cause, link -> link != null, Throwable::getCause).limit(10).toList();
  }

  private static String detail(Throwable cause) {
    String message = cause.getMessage();
    String text = message == null ? cause.getClass().getSimpleName() : message;
    String line = text.replaceAll("\\p{Cntrl}", " ").strip();
    return line.length() <= LONGEST_DETAIL ? line : line.substring(0, LONGEST_DETAIL);
  }
}
