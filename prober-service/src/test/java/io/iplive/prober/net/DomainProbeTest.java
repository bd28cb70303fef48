package io.iplive.prober.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.Outcome;
import io.iplive.prober.probe.ProbeReport;
import io.iplive.prober.probe.ProbeRequest;
import io.iplive.prober.probe.check.Dialogue;
import io.iplive.prober.probe.check.DnsCheck;
import io.iplive.prober.probe.check.ExpectedCodes;
import io.iplive.prober.probe.check.HttpCheck;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(NoLeaks.class)
class DomainProbeTest {

  @ParameterizedTest
  @CsvSource({
    "400, 14,",
    "14, 14,",
    "13, 14, DOMAIN_EXPIRES_SOON",
    "13, ,",
    "-1, , DOMAIN_EXPIRED"
  })
  void theEndOfARegistrationDecides(int days, @Nullable Integer wanted, @Nullable Fault fault)
      throws IOException {
    ask(
        _ -> registered(days),
        probing -> {
          ProbeReport report = probe(probing, "shop.example", wanted);
          if (fault == null) {
            assertThat(report.outcome()).isEqualTo(new Outcome.Up());
            assertThat(report.statusCode()).isNull();
          } else {
            assertThat(Probing.failure(report).fault()).isEqualTo(fault);
          }
        });
  }

  @Test
  void aHostBelowADomainIsTheDomains() throws IOException {
    ask(
        request -> request.startsWith("GET /rdap/domain/shop.example ") ? registered(400) : none(),
        probing ->
            assertThat(probe(probing, "www.shop.example", 14).outcome())
                .isEqualTo(new Outcome.Up()));
  }

  @Test
  void anotherRegistryIsAskedWhereTheFirstSendsUsOn() throws IOException {
    ask(
        request ->
            request.startsWith("GET /rdap/domain/")
                ? Site.redirect(302, "/registry/domain/shop.example")
                : registered(400),
        probing ->
            assertThat(probe(probing, "shop.example", 14).outcome()).isEqualTo(new Outcome.Up()));
  }

  @Test
  void aRecordThatIsAnAddressIsAskedAboutByTheNameItServes() throws IOException {
    HttpCheck named =
        new HttpCheck("/", "shop.example", null, null, ExpectedCodes.DEFAULT, true, false);
    ask(
        request -> request.startsWith("GET /rdap/domain/shop.example ") ? registered(400) : none(),
        probing ->
            assertThat(probe(probing, "192.0.2.1", named, 14).outcome())
                .isEqualTo(new Outcome.Up()));
  }

  @Test
  void whatNoRegistryKnowsIsNotRegistered() throws IOException {
    ask(
        request ->
            request.startsWith("GET /rdap/")
                ? Site.redirect(302, "/registry/domain/shop.example")
                : none(),
        probing -> {
          assertThat(Probing.failure(probe(probing, "shop.example", 14)).fault())
              .isEqualTo(Fault.DOMAIN_NOT_FOUND);
          assertThat(Probing.failure(probe(probing, "192.0.2.1", 14)).fault())
              .isEqualTo(Fault.DOMAIN_NOT_FOUND);
        });
  }

  @Test
  void aRegistryThatIsAwayIsNoFaultOfTheDomain() throws IOException {
    ask(
        _ -> Site.bytes("HTTP/1.1 503 Busy\r\n\r\n"),
        probing ->
            assertThat(probe(probing, "shop.example", 14).outcome())
                .isInstanceOf(Outcome.NotRun.class));
    ask(
        _ -> Site.page("", Site.bytes("{\"events\":[]}")),
        probing ->
            assertThat(Probing.failure(probe(probing, "shop.example", 14)).fault())
                .isEqualTo(Fault.REGISTRY_UNAVAILABLE));
    try (Probing probing = probing(TargetServer.closedPort())) {
      assertThat(Probing.failure(probe(probing, "shop.example", 14)).fault())
          .isEqualTo(Fault.REGISTRY_UNAVAILABLE);
    }
  }

  @Test
  void aDomainWhoseRegistryNobodyNamesIsNotToBeJudged() throws IOException {
    ask(
        _ -> none(),
        probing ->
            assertThat(Probing.failure(probe(probing, "www.shop.example", 14)).fault())
                .isEqualTo(Fault.REGISTRY_UNAVAILABLE));
  }

  @Test
  void aRegistryThatIsSlowIsNoFaultOfTheDomain() throws IOException {
    try (TargetServer mute = TargetServer.plain(Answers.thenHang(""));
        Probing probing = probing(mute.port())) {
      ProbeReport report =
          probe(probing, "shop.example", HttpCheck.DEFAULT, 14, Duration.ofMillis(300));

      assertThat(Probing.failure(report).fault()).isEqualTo(Fault.REGISTRY_UNAVAILABLE);
    }
  }

  @Test
  void anAnswerIsRememberedForAWhile() throws IOException {
    try (Site registry = Site.serving(_ -> registered(400));
        Probing probing = probing(registry.port())) {
      probe(probing, "shop.example", 14);
      probe(probing, "shop.example", 14);
      probe(probing, "other.example", 14);

      assertThat(registry.requests()).hasSize(2);
    }
  }

  private interface Then {
    void with(Probing probing);
  }

  private static void ask(Function<String, byte[]> registry, Then then) throws IOException {
    try (Site site = Site.serving(registry);
        Probing probing = probing(site.port())) {
      then.with(probing);
    }
  }

  private static Probing probing(int port) {
    return new Probing(
        EngineSettings.defaults(1).registry("http://127.0.0.1:%d/rdap".formatted(port)));
  }

  private static byte[] registered(int days) {
    Instant end = Instant.now().plus(Duration.ofDays(days)).plusSeconds(3_600);
    return Site.page(
        "Content-Type: application/rdap+json\r\n",
        Site.bytes(
            """
            {"objectClassName":"domain","events":[
              {"eventAction":"registration","eventDate":"1999-01-01T00:00:00Z"},
              {"eventAction":"expiration","eventDate":"%s"}]}
            """
                .formatted(end)));
  }

  private static byte[] none() {
    return Site.bytes("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
  }

  private static ProbeReport probe(Probing probing, String domain, @Nullable Integer days) {
    return probe(probing, domain, HttpCheck.DEFAULT, days);
  }

  private static ProbeReport probe(
      Probing probing, String address, HttpCheck check, @Nullable Integer days) {
    return probe(probing, address, check, days, Duration.ofSeconds(8));
  }

  private static ProbeReport probe(
      Probing probing, String address, HttpCheck check, @Nullable Integer days, Duration timeout) {
    return probing.probe(
        new ProbeRequest(
            "domain",
            address,
            null,
            timeout,
            0,
            check,
            Dialogue.NONE,
            DnsCheck.DEFAULT,
            days,
            null));
  }
}
