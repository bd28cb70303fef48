package io.iplive.prober.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.Outcome;
import io.iplive.prober.probe.Phase;
import io.iplive.prober.probe.Phases;
import io.iplive.prober.probe.ProbeReport;
import io.iplive.prober.probe.check.ExpectedCodes;
import io.iplive.prober.probe.check.HttpCheck;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslProvider;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(NoLeaks.class)
class HttpsProbeTest {

  private static final String HOST = "shop.example.org";
  private static final int ONE_PACKET = 1_200;
  private static final X509Bundle AUTHORITY =
      built(certificate("Test CA").setIsCertificateAuthority(true), null);
  private static final X509Bundle GOOD =
      built(named("shop", HOST, "*.wild.example.org"), AUTHORITY);

  /** Both libraries must tell the same story. */
  enum Library {
    BORINGSSL(SslProvider.OPENSSL_REFCNT),
    JDK(SslProvider.JDK);

    private final SslProvider provider;

    Library(SslProvider provider) {
      this.provider = provider;
    }
  }

  private static final Map<Library, Probing> ENGINES = new EnumMap<>(Library.class);

  @BeforeAll
  static void open() {
    for (Library library : Library.values()) {
      ENGINES.put(
          library,
          new Probing(
              EngineSettings.defaults(1)
                  .with(library.provider)
                  .trusting(List.of(AUTHORITY.getCertificate()))));
    }
  }

  @AfterAll
  static void close() {
    ENGINES.values().forEach(Probing::close);
  }

  @Test
  void boringSslIsTheLibraryOfChoice() {
    assertThat(OpenSsl.isAvailable()).isTrue();
    assertThat(EngineSettings.defaults(1).tls()).isEqualTo(SslProvider.OPENSSL_REFCNT);
  }

  @ParameterizedTest
  @EnumSource
  void aTrustedCertificateOfTheHostIsUpAndTheNamesReachTheServer(Library library)
      throws IOException, GeneralSecurityException {
    try (TargetServer target = TargetServer.tls(GOOD, Answers.ok())) {
      for (int probe = 0; probe < 3; probe++) {
        ProbeReport report = engine(library).https(target.port(), HOST, true);

        assertThat(report.outcome()).isEqualTo(new Outcome.Up());
        assertThat(report.last().phases().tlsMicros()).isPositive();
        assertThat(report.last().phases().sendMicros()).isNotNegative();
      }
      assertThat(target.serverNames()).containsExactly(HOST, HOST, HOST);
      assertThat(target.requests())
          .allMatch(head -> head.contains("\r\nHost: " + HOST + ":" + target.port() + "\r\n"));
    }
  }

  record Flawed(String name, Fault fault, X509Bundle certificate, String host) {}

  private static final X509Bundle SELF_SIGNED =
      built(certificate("self").addSanDnsName(HOST).setIsCertificateAuthority(true), null);

  static List<Flawed> flawed() {
    return List.of(
        new Flawed("wrong name", Fault.CERTIFICATE_WRONG_NAME, GOOD, "other.example.org"),
        new Flawed(
            "wildcard two labels deep", Fault.CERTIFICATE_WRONG_NAME, GOOD, "a.b.wild.example.org"),
        new Flawed("wildcard itself", Fault.CERTIFICATE_WRONG_NAME, GOOD, "wild.example.org"),
        new Flawed(
            "common name only",
            Fault.CERTIFICATE_WRONG_NAME,
            built(certificate(HOST), AUTHORITY),
            HOST),
        new Flawed(
            "expired",
            Fault.CERTIFICATE_EXPIRED,
            built(dated("old", -48, -24).addSanDnsName(HOST), AUTHORITY),
            HOST),
        new Flawed(
            "not yet valid",
            Fault.CERTIFICATE_EXPIRED,
            built(dated("new", 24, 48).addSanDnsName(HOST), AUTHORITY),
            HOST),
        new Flawed("self signed", Fault.CERTIFICATE_UNTRUSTED, SELF_SIGNED, HOST),
        new Flawed(
            "unknown issuer",
            Fault.CERTIFICATE_UNTRUSTED,
            built(
                certificate("shop").addSanDnsName(HOST),
                built(certificate("Other CA").setIsCertificateAuthority(true), null)),
            HOST));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("flawed")
  void aFlawedCertificateIsDownWithItsFlaw(Flawed flawed)
      throws IOException, GeneralSecurityException {
    try (TargetServer target = TargetServer.tls(flawed.certificate(), Answers.ok())) {
      for (Library library : Library.values()) {
        ProbeReport report = engine(library).https(target.port(), flawed.host(), true);

        assertThat(Probing.failure(report).fault()).as("%s", library).isEqualTo(flawed.fault());
        assertThat(Probing.failure(report).phase()).isEqualTo(Phase.TLS);
        assertThat(report.last().phases().sendMicros()).isEqualTo(Phases.NOT_REACHED);
      }
      assertThat(target.requests()).isEmpty();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("flawed")
  void aFlawDoesNotMatterWhereTheCheckIsOff(Flawed flawed)
      throws IOException, GeneralSecurityException {
    try (TargetServer target = TargetServer.tls(flawed.certificate(), Answers.ok())) {
      for (Library library : Library.values()) {
        ProbeReport report = engine(library).https(target.port(), flawed.host(), false);

        assertThat(report.outcome()).as("%s", library).isEqualTo(new Outcome.Up());
      }
      assertThat(target.serverNames()).containsExactly(flawed.host(), flawed.host());
    }
  }

  @ParameterizedTest
  @EnumSource
  void withoutAHostThereIsNoServerNameAndNoCheck(Library library)
      throws IOException, GeneralSecurityException {
    try (TargetServer target = TargetServer.tls(SELF_SIGNED, Answers.ok())) {
      ProbeReport report = engine(library).https(target.port(), null, true);

      assertThat(report.outcome()).isEqualTo(new Outcome.Up());
      assertThat(target.serverNames()).containsExactly("");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWildcardStandsForOneLabel(Library library) throws IOException, GeneralSecurityException {
    try (TargetServer target = TargetServer.tls(GOOD, Answers.ok())) {
      ProbeReport report = engine(library).https(target.port(), "Any.Wild.Example.ORG", true);

      assertThat(report.outcome()).isEqualTo(new Outcome.Up());
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyHandshakeIsAFullOne(Library library) throws IOException, GeneralSecurityException {
    try (TargetServer target = TargetServer.tls(GOOD, Answers.ok());
        Tap tap = new Tap(target.port())) {
      for (int probe = 0; probe < 4; probe++) {
        assertThat(engine(library).https(tap.port(), HOST, true).outcome())
            .isEqualTo(new Outcome.Up());
      }
      assertThat(tap.firstBytes())
          .hasSize(4)
          .allMatch(hello -> hello.length < ONE_PACKET)
          .map(ClientHello::parse)
          .map(ClientHello::lengthOfExtension)
          .allSatisfy(extensions -> {
            assertThat(extensions).containsKey(ClientHello.SERVER_NAME);
            assertThat(extensions).doesNotContainKey(ClientHello.PRE_SHARED_KEY);
            assertThat(extensions.getOrDefault(ClientHello.SESSION_TICKET, 0)).isZero();
          });
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNoTlsFailsTheHandshake(Library library) throws IOException {
    try (TargetServer target = TargetServer.hasty(Answers.ok())) {
      ProbeReport report = engine(library).https(target.port(), HOST, true);

      assertThat(Probing.failure(report).fault()).isEqualTo(Fault.TLS_FAILED);
      assertThat(Probing.failure(report).phase()).isEqualTo(Phase.TLS);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCloseInTheHandshakeIsAClosedConnection(Library library) throws IOException {
    try (TargetServer target = TargetServer.hasty(Answers.text(""))) {
      ProbeReport report = engine(library).https(target.port(), HOST, true);

      assertThat(Probing.failure(report).fault())
          .isIn(Fault.CONNECTION_CLOSED, Fault.CONNECTION_RESET);
      assertThat(Probing.failure(report).phase()).isEqualTo(Phase.TLS);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aHandshakeThatHangsEndsAtTheDeadline(Library library) throws IOException {
    try (TargetServer target = TargetServer.plain(Answers.thenHang(""))) {
      HttpCheck check = new HttpCheck("/", HOST, null, null, ExpectedCodes.DEFAULT, true, false);
      ProbeReport report =
          engine(library)
              .probe(Probing.request("https", "127.0.0.1", target.port(), 400, 0, check));

      assertThat(Probing.failure(report).fault()).isEqualTo(Fault.TIMEOUT);
      assertThat(Probing.failure(report).phase()).isEqualTo(Phase.TLS);
      assertThat(report.last().phases().totalMicros()).isBetween(399_000L, 899_000L);
    }
  }

  private static Probing engine(Library library) {
    Probing engine = ENGINES.get(library);
    if (engine == null) {
      throw new AssertionError(library);
    }
    return engine;
  }

  /** The builder's own method takes no wildcards. */
  private static CertificateBuilder named(String subject, String... hosts) {
    ByteArrayOutputStream names = new ByteArrayOutputStream();
    for (String host : hosts) {
      names.write(0x82);
      names.write(host.length());
      names.writeBytes(host.getBytes(StandardCharsets.US_ASCII));
    }
    ByteArrayOutputStream sequence = new ByteArrayOutputStream();
    sequence.write(0x30);
    sequence.write(names.size());
    sequence.writeBytes(names.toByteArray());
    return certificate(subject).addExtensionOctetString("2.5.29.17", false, sequence.toByteArray());
  }

  private static CertificateBuilder certificate(String name) {
    return dated(name, -24, 24);
  }

  private static CertificateBuilder dated(String name, long fromHours, long toHours) {
    return new CertificateBuilder()
        .subject("CN=" + name)
        .notBefore(Instant.now().plus(Duration.ofHours(fromHours)))
        .notAfter(Instant.now().plus(Duration.ofHours(toHours)))
        .ecp256();
  }

  private static X509Bundle built(CertificateBuilder builder, @Nullable X509Bundle issuer) {
    try {
      return issuer == null ? builder.buildSelfSigned() : builder.buildIssuedBy(issuer);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
