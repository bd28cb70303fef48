package io.iplive.prober.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.Outcome;
import io.iplive.prober.probe.ProbeReport;
import io.iplive.prober.probe.check.HttpCheck;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The {@code dns} check by the node's own name servers, of which some are of no use. */
@ExtendWith(NoLeaks.class)
class DnsTurnTest {

  /** Shorter than a silent server is waited for: the next one is asked at once. */
  private static final long AT_ONCE = 1_200;

  private static final int SERVER_FAILURE = 2;
  private static final int REFUSED = 5;

  @ParameterizedTest
  @ValueSource(ints = {SERVER_FAILURE, REFUSED})
  void aServerThatHasNoAnswerIsFollowedByTheNext(int code) throws IOException {
    try (NameServer useless = NameServer.saying(code);
        NameServer good = new NameServer()) {
      ProbeReport report = probe(List.of(useless.address(), good.address()));

      assertThat(report.outcome()).as("%s", report.failure()).isEqualTo(new Outcome.Up());
      assertThat(report.last().evidence().head()).isEqualTo("NOERROR 127.0.0.1");
    }
  }

  @Test
  void oneThatCannotBeAskedToo() throws IOException {
    try (NameServer good = new NameServer()) {
      ProbeReport report = probe(List.of(nobody(), good.address()));

      assertThat(report.outcome()).as("%s", report.failure()).isEqualTo(new Outcome.Up());
    }
  }

  @Test
  void thatNoneCanBeAskedIsTheNodesOwnFault() throws IOException {
    ProbeReport report = probe(List.of(nobody(), nobody()));

    assertThat(Probing.failure(report).fault()).isEqualTo(Fault.NODE_FAULT);
    assertThat(report.outcome()).isInstanceOf(Outcome.NotRun.class);
  }

  @Test
  void thatNoneHasAnAnswerIsOne() throws IOException {
    try (NameServer one = NameServer.saying(SERVER_FAILURE);
        NameServer other = NameServer.saying(SERVER_FAILURE)) {
      ProbeReport report = probe(List.of(one.address(), nobody(), other.address()));

      assertThat(Probing.failure(report).fault()).isEqualTo(Fault.DNS_FAILED);
      assertThat(report.outcome()).isInstanceOf(Outcome.Down.class);
      assertThat(one.asked()).isNotEmpty();
      assertThat(other.asked()).isNotEmpty();
    }
  }

  @Test
  void alsoWhereAnotherIsSilentUntilTheEnd() throws IOException {
    try (NameServer failing = NameServer.saying(SERVER_FAILURE);
        NameServer silent = new NameServer(1_000)) {
      ProbeReport report = probe(List.of(silent.address(), failing.address()), 2_500);

      assertThat(Probing.failure(report).fault()).isEqualTo(Fault.DNS_FAILED);
    }
  }

  private static ProbeReport probe(List<InetSocketAddress> servers) {
    return probe(servers, AT_ONCE);
  }

  private static ProbeReport probe(List<InetSocketAddress> servers, long millis) {
    try (Probing probing = new Probing(EngineSettings.defaults(1).asking(servers))) {
      return probing.probe(Probing.request("dns", "good.test", 53, millis, 0, HttpCheck.DEFAULT));
    }
  }

  /** Where nobody listens. */
  private static InetSocketAddress nobody() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
      return new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
    }
  }
}
