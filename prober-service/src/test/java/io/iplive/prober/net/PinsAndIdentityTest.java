package io.iplive.prober.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.Outcome;
import io.iplive.prober.probe.ProbeReport;
import io.iplive.prober.probe.check.ExpectedCodes;
import io.iplive.prober.probe.check.HttpCheck;
import io.iplive.prober.probe.demand.Demands;
import io.iplive.prober.probe.demand.Identity;
import io.iplive.prober.probe.demand.Pins;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NoLeaks.class)
class PinsAndIdentityTest {

  private static final String HOST = "good.test";
  private static final X509Bundle SERVER = Certificates.of(HOST, 100);
  private static final X509Bundle CLIENT = Certificates.of("client.test", 100);
  private static final Probing PROBING =
      new Probing(
          EngineSettings.defaults(1).trusting(List.of(Certificates.AUTHORITY.getCertificate())));

  @AfterAll
  static void close() {
    PROBING.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https", "tls"})
  void oneOfThePinnedKeysIsEnoughAndNoneIsAFailure(String protocol)
      throws IOException, GeneralSecurityException {
    String other = pin(CLIENT.getCertificate());
    try (TargetServer target = TargetServer.tls(SERVER, Answers.ok())) {
      for (String good :
          List.of(
              pin(SERVER.getCertificate()),
              pin(Certificates.AUTHORITY.getCertificate()),
              other + "," + pin(SERVER.getCertificate()))) {
        assertThat(probe(protocol, target, HOST, Wanted.tls(Pins.parse(good), null)).outcome())
            .isEqualTo(new Outcome.Up());
      }

      ProbeReport report = probe(protocol, target, HOST, Wanted.tls(Pins.parse(other), null));
      assertThat(Probing.failure(report).fault()).isEqualTo(Fault.CERTIFICATE_PIN);
      assertThat(Probing.failure(report).sentence()).contains(pin(SERVER.getCertificate()));
      assertThat(report.last().evidence().certificates()).isNotEmpty();
    }
  }

  /** What no trusted path needs may be sent by anybody. */
  @Test
  void aKeyThatIsOnlySentAlongCountsForNothing() throws IOException, GeneralSecurityException {
    X509Bundle impostor =
        Certificates.signed(
            Certificates.lasting(HOST, 100).addSanDnsName(HOST).setIsCertificateAuthority(true),
            null);
    X509Bundle sent =
        X509Bundle.fromCertificatePath(
            new X509Certificate[] {impostor.getCertificate(), SERVER.getCertificate()},
            SERVER.getCertificate(),
            impostor.getKeyPair());
    try (TargetServer target = TargetServer.tls(sent, Answers.ok())) {
      ProbeReport report =
          probe("https", target, null, Wanted.tls(Pins.parse(pin(SERVER.getCertificate())), null));

      assertThat(Probing.failure(report).fault()).isEqualTo(Fault.CERTIFICATE_PIN);
    }
  }

  @Test
  void aServerThatAsksIsShownTheChecksOwnCertificate()
      throws IOException, GeneralSecurityException {
    Identity identity = Identity.parse(CLIENT.getCertificatePathPEM() + CLIENT.getPrivateKeyPEM());
    try (TargetServer target = TargetServer.askingFor(SERVER, CLIENT, Answers.ok())) {
      ProbeReport known = probe("https", target, HOST, Wanted.tls(Pins.NONE, identity));
      ProbeReport stranger = probe("https", target, HOST, Demands.NONE);

      assertThat(known.outcome()).isEqualTo(new Outcome.Up());
      assertThat(Probing.failure(stranger).fault())
          .isIn(Fault.TLS_FAILED, Fault.CONNECTION_CLOSED, Fault.CONNECTION_RESET);
    }
  }

  private static ProbeReport probe(
      String protocol, TargetServer target, @Nullable String host, Demands demands) {
    HttpCheck check = new HttpCheck("/", host, null, null, ExpectedCodes.DEFAULT, true, false);
    return PROBING.probe(
        Probing.request(protocol, "127.0.0.1", target.port(), Probing.PATIENT, 0, check)
            .demanding(demands));
  }

  private static String pin(X509Certificate certificate) throws GeneralSecurityException {
    return Base64.getEncoder()
        .encodeToString(
            MessageDigest.getInstance("SHA-256").digest(certificate.getPublicKey().getEncoded()));
  }
}
