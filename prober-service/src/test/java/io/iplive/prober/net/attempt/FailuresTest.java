package io.iplive.prober.net.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.Phase;
import java.io.IOException;
import java.net.ConnectException;
import java.net.PortUnreachableException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Linux and Netty say, and what it means. */
class FailuresTest {

  @ParameterizedTest
  @CsvSource({
    "recvAddress(..) failed with error(-113): No route to host, UNREACHABLE",
    "recvAddress(..) failed with error(-112): Host is down, UNREACHABLE",
    "send(..) failed with error(-101): Network is unreachable, UNREACHABLE",
    "recv(..) failed with error(-64): Machine is not on the network, UNREACHABLE",
    "finishConnect(..) failed with error(-13): Permission denied, UNREACHABLE",
    "readAddress(..) failed with error(-104): Connection reset by peer, CONNECTION_RESET",
    "write(..) failed with error(-32): Broken pipe, CONNECTION_RESET",
    "connect(..) failed with error(-110): Connection timed out, CONNECT_TIMEOUT",
    "socket(..) failed with error(-24): Too many open files, NODE_FAULT",
    "connect(..) failed with error(-99): Cannot assign requested address, NODE_FAULT",
    "send(..) failed with error(-105): No buffer space available, NODE_FAULT",
    "connect(..) failed with error(-1): Operation not permitted, NODE_FAULT",
    "something nobody has heard of, NODE_FAULT"
  })
  void errorsOfTheSystem(String message, Fault fault) {
    assertThat(Failures.of(new IOException(message), Phase.CONNECT).fault()).isEqualTo(fault);
  }

  @Test
  void refusals() {
    assertThat(Failures.of(new ConnectException("Connection refused"), Phase.CONNECT).fault())
        .isEqualTo(Fault.CONNECTION_REFUSED);
    assertThat(
            Failures.of(
                    new PortUnreachableException("recv(..) failed: Connection refused"), Phase.SEND)
                .fault())
        .isEqualTo(Fault.CONNECTION_REFUSED);
  }

  @Test
  void aCertificateOutOfItsTimeIsToldInASentence() {
    assertThat(sentence(new CertificateExpiredException("NotAfter: Sat Sep 01 00:00:00 UTC 2018")))
        .isEqualTo("The certificate has expired: its last moment was Sat Sep 01 00:00:00 UTC 2018");
    assertThat(
            sentence(
                new CertificateNotYetValidException("NotBefore: Sun Sep 01 00:00:00 UTC 2058")))
        .isEqualTo("The certificate is not valid before Sun Sep 01 00:00:00 UTC 2058");
  }

  private static String sentence(Exception cause) {
    SSLHandshakeException handshake = new SSLHandshakeException("General OpenSslEngine problem");
    handshake.initCause(cause);
    return Failures.of(handshake, Phase.TLS).sentence();
  }
}
