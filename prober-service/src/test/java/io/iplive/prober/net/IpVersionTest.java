package io.iplive.prober.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.Outcome;
import io.iplive.prober.probe.ProbeReport;
import io.iplive.prober.probe.check.HttpCheck;
import io.iplive.prober.probe.demand.IpVersion;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code dual.test} is 127.0.0.1 and ::1, {@code six.test} only the latter. */
@ExtendWith(NoLeaks.class)
class IpVersionTest {

  private static NameServer names;
  private static Probing probing;
  private static TargetServer four;

  @BeforeAll
  static void open() throws IOException {
    names = new NameServer();
    probing = new Probing(EngineSettings.defaults(1).asking(List.of(names.address())));
    four = TargetServer.plain(Answers.ok());
  }

  @AfterAll
  static void close() throws IOException {
    probing.close();
    names.close();
    four.close();
  }

  @ParameterizedTest
  @CsvSource({
    "dual.test, ANY, 127.0.0.1,",
    "dual.test, V4, 127.0.0.1,",
    "dual.test, V6, 0:0:0:0:0:0:0:1, CONNECTION_REFUSED",
    "dual.test, BOTH, 0:0:0:0:0:0:0:1, CONNECTION_REFUSED",
    "six.test, ANY, 0:0:0:0:0:0:0:1, CONNECTION_REFUSED",
    "six.test, V4, , DNS_UNEXPECTED",
    "good.test, V6, , DNS_UNEXPECTED",
    "good.test, BOTH, , DNS_UNEXPECTED",
    "gone.test, V6, , DNS_NOT_FOUND",
    "127.0.0.1, V6, 127.0.0.1,",
    "127.0.0.1, BOTH, 127.0.0.1,"
  })
  void aNameIsProbedOverTheVersionAskedFor(
      String name, IpVersion version, @Nullable String reached, @Nullable Fault fault) {
    ProbeReport report = probe(name, four.port(), version);

    assumeThat(report.outcome()).as("IPv6 here").isNotInstanceOf(Outcome.NotRun.class);
    assertThat(report.last().remoteAddress()).isEqualTo(reached);
    if (fault == null) {
      assertThat(report.outcome()).isEqualTo(new Outcome.Up());
    } else {
      assertThat(Probing.failure(report).fault()).isEqualTo(fault);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "good.test, V6, The name has no IPv6 address",
    "six.test, V4, The name has no IPv4 address",
    "empty.test, ANY, The name has no address",
    "gone.test, ANY, The name does not exist"
  })
  void thatANameHasNoSuchAddressIsNotThatItDoesNotExist(
      String name, IpVersion version, String sentence) {
    assertThat(Probing.failure(probe(name, four.port(), version)).sentence()).isEqualTo(sentence);
  }

  @Test
  void bothAreGoodWhereBothAreAndAreProbedAtOnce() throws IOException {
    InetAddress loopback = InetAddress.ofLiteral("::1");
    try (TargetServer six = TargetServer.plain(loopback, four.port(), Answers.ok())) {
      ProbeReport report = probe("dual.test", four.port(), IpVersion.BOTH);

      assertThat(report.outcome()).isEqualTo(new Outcome.Up());
      assertThat(report.attempts()).isEqualTo(1);
      assertThat(six.connections()).isEqualTo(1);
    } catch (BindException e) {
      assumeThat(e).as("IPv6 here").isNull();
    }
  }

  @Test
  void whatANameStandsForIsKeptForPeople() throws IOException {
    ProbeReport report = probe("dual.test", TargetServer.closedPort(), IpVersion.ANY);

    assertThat(report.last().evidence().addresses()).contains("127.0.0.1");
  }

  private static ProbeReport probe(String name, int port, IpVersion version) {
    return probing.probe(
        Probing.request("http", name, port, Probing.PATIENT, 0, HttpCheck.DEFAULT)
            .demanding(Wanted.ip(version)));
  }
}
