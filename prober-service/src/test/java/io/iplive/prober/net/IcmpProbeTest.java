package io.iplive.prober.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.Outcome;
import io.iplive.prober.probe.ProbeReport;
import io.iplive.prober.probe.check.HttpCheck;
import io.iplive.prober.probe.demand.Pings;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the system allows echoes to nobody, what it says instead is looked at. */
class IcmpProbeTest {

  private static final Probing PROBING = new Probing(EngineSettings.defaults(1));

  @AfterAll
  static void close() {
    PROBING.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1", "localhost"})
  void anAnswerIsUpAndARefusingSystemSaysWhatToDo(String address) {
    ProbeReport report = probe("icmp", address, 2_000);

    switch (report.outcome()) {
      case Outcome.Up _ -> {
        assertThat(report.responseMicros()).isPositive();
        assertThat(report.last().phases().firstByteMicros()).isPositive();
      }
      case Outcome.NotRun(var failure) -> {
        assertThat(failure.fault()).isEqualTo(Fault.PROTOCOL_UNSUPPORTED);
        assertThat(failure.sentence()).containsAnyOf("ping_group_range", "no IPv6", "Linux");
      }
      case Outcome.Down(var failure) -> throw new AssertionError(failure);
    }
  }

  @Test
  void manyEchoesAtOnceAreToldApart() {
    assumeThat(probe("ping", "127.0.0.1", 2_000).outcome()).isEqualTo(new Outcome.Up());
    List<CompletableFuture<ProbeReport>> many =
        IntStream.range(0, 500)
            .mapToObj(n ->
                PROBING.start(
                    Probing.request(
                        "icmp", "127.0.0." + (1 + n % 250), 1, 5_000, 0, HttpCheck.DEFAULT)))
            .toList();

    assertThat(many)
        .allSatisfy(report -> assertThat(report.join().outcome()).isEqualTo(new Outcome.Up()));
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 5, 1400, 1",
    "127.0.0.1, 3, 17, 64",
    "127.0.0.1, 10, 56, ",
    "::1, 2, 16, 1"
  })
  void asManyAsLargeAndAsFarAsAskedFor(
      String address, int packets, int bytes, @Nullable Integer ttl) {
    assumeThat(probe("icmp", "127.0.0.1", 2_000).outcome()).isEqualTo(new Outcome.Up());
    ProbeReport report =
        PROBING.probe(
            Probing.request("icmp", address, 1, 600, 0, HttpCheck.DEFAULT)
                .demanding(Wanted.pings(new Pings(packets, bytes, ttl, 0))));

    assumeThat(report.outcome()).as("a way there").isNotInstanceOf(Outcome.NotRun.class);
    assertThat(report.outcome()).as("%s", report).isEqualTo(new Outcome.Up());
    assertThat(report.responseMicros()).as("without the pauses").isBetween(1L, 50_000L);
  }

  private static ProbeReport probe(String protocol, String address, long millis) {
    return PROBING.probe(Probing.request(protocol, address, 1, millis, 0, HttpCheck.DEFAULT));
  }
}
