package io.iplive.prober.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iplive.prober.net.tls.TlsClient;
import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.Learned;
import io.iplive.prober.probe.Outcome;
import io.iplive.prober.probe.ProbeReport;
import io.iplive.prober.probe.ProbeRequest;
import io.iplive.prober.probe.check.Dialogue;
import io.iplive.prober.probe.check.DnsCheck;
import io.iplive.prober.probe.check.ExpectedCodes;
import io.iplive.prober.probe.check.HttpCheck;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(NoLeaks.class)
class TlsProbeTest {

  private static final String HOST = "good.test";

  private static NameServer names;
  private static Probing probing;

  @BeforeAll
  static void open() throws IOException {
    names = new NameServer();
    probing =
        new Probing(
            EngineSettings.defaults(1)
                .trusting(List.of(Certificates.AUTHORITY.getCertificate()))
                .asking(List.of(names.address())));
  }

  @AfterAll
  static void close() {
    probing.close();
    names.close();
  }

  @Test
  void aCertificateThatLastsLongEnoughIsUp() throws IOException, GeneralSecurityException {
    try (TargetServer target = TargetServer.tls(Certificates.of(HOST, 20), Answers.ok())) {
      ProbeReport report = probe(target, HOST, 20);

      assertThat(report.outcome()).isEqualTo(new Outcome.Up());
      assertThat(report.last().phases().tlsMicros()).isPositive();
      assertThat(report.last().evidence().certificates().getFirst()).contains("CN=" + HOST);
    }
  }

  @Test
  void oneThatEndsTooSoonIsDownAndSaysWhen() throws IOException, GeneralSecurityException {
    try (TargetServer target = TargetServer.tls(Certificates.of(HOST, 13), Answers.ok())) {
      ProbeReport report = probe(target, HOST, 14);

      assertThat(Probing.failure(report).fault()).isEqualTo(Fault.CERTIFICATE_EXPIRES_SOON);
      assertThat(Probing.failure(report).sentence())
          .startsWith("The certificate expires in 13 days");
    }
  }

  @Test
  void oneAboveItThatEndsTooSoonCountsToo() throws IOException, GeneralSecurityException {
    X509Bundle between =
        Certificates.signed(
            Certificates.lasting("Between", 5).setIsCertificateAuthority(true),
            Certificates.AUTHORITY);
    X509Bundle leaf =
        Certificates.signed(Certificates.lasting(HOST, 300).addSanDnsName(HOST), between);
    try (TargetServer target = TargetServer.tls(leaf, Answers.ok())) {
      ProbeReport report = probe(target, HOST, 14);

      assertThat(Probing.failure(report).fault()).isEqualTo(Fault.CERTIFICATE_EXPIRES_SOON);
      assertThat(Probing.failure(report).sentence())
          .startsWith("A certificate above the server's own expires in 5 days");
      assertThat(report.last().learned())
          .isInstanceOfSatisfying(
              Learned.Certificates.class,
              found -> {
                assertThat(found.leafEnds())
                    .isEqualTo(leaf.getCertificate().getNotAfter().toInstant());
                assertThat(found.pathEnds())
                    .isEqualTo(between.getCertificate().getNotAfter().toInstant());
                assertThat(found.issuer()).isEqualTo("CN=Between");
              });
    }
  }

  @Test
  void anExpiredCrossSignedRootThatNoPathNeedsDoesNotCount()
      throws IOException, GeneralSecurityException {
    X509Bundle leaf = Certificates.of(HOST, 300);
    X509Bundle oldRoot =
        Certificates.signed(
            Certificates.lasting("Old Root", -35).setIsCertificateAuthority(true), null);
    X509Certificate crossSigned =
        Certificates.signed(
                Certificates.lasting("Test CA", -35)
                    .setIsCertificateAuthority(true)
                    .publicKey(Certificates.AUTHORITY.getKeyPair().getPublic()),
                oldRoot)
            .getCertificate();
    X509Bundle sent =
        X509Bundle.fromCertificatePath(
            new X509Certificate[] {leaf.getCertificate(), crossSigned},
            oldRoot.getCertificate(),
            leaf.getKeyPair());
    try (TargetServer target = TargetServer.tls(sent, Answers.ok())) {
      ProbeReport report = probe(target, HOST, 30);

      assertThat(report.outcome()).isEqualTo(new Outcome.Up());
      assertThat(report.last().evidence().certificates()).hasSizeGreaterThan(1);
    }
  }

  /** Each A may stand above each B, which may stand above each A: nobody tries all these ways. */
  @Test
  void aServerThatSendsACrowdOfCertificatesStopsNobody()
      throws IOException, GeneralSecurityException {
    X509Bundle a = Certificates.signed(authority("A"), null);
    X509Bundle b = Certificates.signed(authority("B"), null);
    X509Bundle leaf = Certificates.signed(Certificates.lasting(HOST, 300).addSanDnsName(HOST), a);
    List<X509Certificate> sent = new ArrayList<>(List.of(leaf.getCertificate()));
    for (int n = 0; n < 20; n++) {
      sent.add(crossSigned("A", a, b));
      sent.add(crossSigned("B", b, a));
    }
    X509Bundle crowd =
        X509Bundle.fromCertificatePath(
            sent.toArray(X509Certificate[]::new), a.getCertificate(), leaf.getKeyPair());
    try (TargetServer target = TargetServer.tls(crowd, Answers.ok())) {
      assertThat(Probing.failure(probe(target, HOST, 14)).fault())
          .isEqualTo(Fault.CERTIFICATE_UNTRUSTED);
      assertThat(probe(target, null, 14).outcome()).isEqualTo(new Outcome.Up());
    }
  }

  private static CertificateBuilder authority(String name) {
    return Certificates.lasting(name, 300).setIsCertificateAuthority(true);
  }

  private static X509Certificate crossSigned(String name, X509Bundle of, X509Bundle by) {
    return Certificates.signed(authority(name).publicKey(of.getKeyPair().getPublic()), by)
        .getCertificate();
  }

  /** Names that no engine sends by itself. */
  @ParameterizedTest
  @CsvSource({"a_b.good.test, ''", "good.test., good.test", "intranet, intranet", "192.0.2.1, ''"})
  void aServerHearsWhichNameIsMeant(String host, String heard)
      throws IOException, GeneralSecurityException {
    for (SslProvider provider : List.of(TlsClient.bestProvider(), SslProvider.JDK)) {
      try (TargetServer target = TargetServer.tls(Certificates.of(HOST, 30), Answers.ok());
          TlsClient client =
              new TlsClient(
                  provider,
                  List.of(Certificates.AUTHORITY.getCertificate()),
                  InstantSource.system())) {
        assertThat(shaken(client, host, target.port())).as("%s", provider).isNull();
        await().until(() -> target.serverNames().equals(List.of(heard)));
      }
    }
  }

  /** What a handshake with that name fails by. */
  private static @Nullable Throwable shaken(TlsClient client, String host, int port) {
    EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    try {
      SslHandler handler =
          client.handler(ByteBufAllocator.DEFAULT, host, port, host.startsWith(HOST), null);
      new Bootstrap()
          .group(loop)
          .channel(NioSocketChannel.class)
          .handler(handler)
          .connect("127.0.0.1", port)
          .syncUninterruptibly();
      return handler.handshakeFuture().awaitUninterruptibly().cause();
    } finally {
      loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
  }

  @Test
  void flawsAreThoseOfHttps() throws IOException, GeneralSecurityException {
    try (TargetServer target = TargetServer.tls(Certificates.of(HOST, -1), Answers.ok())) {
      assertThat(Probing.failure(probe(target, HOST, null)).fault())
          .isEqualTo(Fault.CERTIFICATE_EXPIRED);
      // A bare address has no name to verify, but its certificate has its dates.
      assertThat(Probing.failure(probe(target, null, null)).fault())
          .isEqualTo(Fault.CERTIFICATE_EXPIRED);
    }
    try (TargetServer target = TargetServer.tls(Certificates.of(HOST, 30), Answers.ok())) {
      assertThat(Probing.failure(probe(target, "other.test", null)).fault())
          .isEqualTo(Fault.CERTIFICATE_WRONG_NAME);
      assertThat(probe(target, null, 14).outcome()).isEqualTo(new Outcome.Up());
    }
    try (TargetServer target = TargetServer.hasty(Answers.ok())) {
      assertThat(Probing.failure(probe(target, HOST, null)).fault()).isEqualTo(Fault.TLS_FAILED);
    }
  }

  @Test
  void aTargetThatIsANameIsVerifiedByIt() throws IOException, GeneralSecurityException {
    try (TargetServer target = TargetServer.tls(Certificates.of(HOST, 30), Answers.ok())) {
      for (String protocol : List.of("tls", "https")) {
        ProbeReport report = probe(protocol, HOST, target.port(), null, null);

        assertThat(report.outcome()).isEqualTo(new Outcome.Up());
      }
      assertThat(target.serverNames()).containsOnly(HOST);
    }
    try (TargetServer target = TargetServer.tls(Certificates.of("other.test", 30), Answers.ok())) {
      ProbeReport report = probe("https", HOST, target.port(), null, null);

      assertThat(Probing.failure(report).fault()).isEqualTo(Fault.CERTIFICATE_WRONG_NAME);
    }
  }

  private static ProbeReport probe(
      TargetServer target, @Nullable String host, @Nullable Integer days) {
    return probe("tls", "127.0.0.1", target.port(), host, days);
  }

  private static ProbeReport probe(
      String protocol, String address, int port, @Nullable String host, @Nullable Integer days) {
    return probing.probe(
        new ProbeRequest(
            protocol,
            address,
            port,
            Duration.ofSeconds(8),
            0,
            new HttpCheck("/", host, null, null, ExpectedCodes.DEFAULT, true, false),
            Dialogue.NONE,
            DnsCheck.DEFAULT,
            days,
            null));
  }
}
