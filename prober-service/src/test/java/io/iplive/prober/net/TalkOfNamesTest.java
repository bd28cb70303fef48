package io.iplive.prober.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.prober.net.Talker.Script;
import io.iplive.prober.net.attempt.AttemptRun;
import io.iplive.prober.net.attempt.Connector;
import io.iplive.prober.net.attempt.Lookup;
import io.iplive.prober.net.attempt.LoopWatch;
import io.iplive.prober.net.attempt.Names;
import io.iplive.prober.net.attempt.Outbound;
import io.iplive.prober.net.attempt.Security;
import io.iplive.prober.net.attempt.Transport;
import io.iplive.prober.net.line.TalkProbe;
import io.iplive.prober.net.tls.TlsClient;
import io.iplive.prober.net.type.Pop3Probe;
import io.iplive.prober.probe.Attempt;
import io.iplive.prober.probe.Attempt.Finding;
import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.Outcome;
import io.iplive.prober.probe.ProbeReport;
import io.iplive.prober.probe.ProbeRequest;
import io.iplive.prober.probe.check.Dialogue;
import io.iplive.prober.probe.check.DnsCheck;
import io.iplive.prober.probe.check.ExpectedCodes;
import io.iplive.prober.probe.check.HttpCheck;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers that talk in lines, as tasks on a name ask for them: with the name as host. */
@ExtendWith(NoLeaks.class)
class TalkOfNamesTest {

  private static final String NAME = "good.test";

  private static NameServer names;
  private static Probing probing;

  @BeforeAll
  static void open() throws IOException {
    names = new NameServer();
    probing = new Probing(EngineSettings.defaults(1).asking(List.of(names.address())));
  }

  @AfterAll
  static void close() {
    probing.close();
    names.close();
  }

  @ParameterizedTest
  @CsvSource({
    "smtp, 220 a, 250 SIZE 1",
    "pop3, +OK a, -ERR what",
    "imap, * OK a, a1 BAD what",
    "ftp, 220 a, 502 what"
  })
  void aServerWithoutTlsIsUpWhereNobodyAsksForIt(String protocol, String greeting, String no)
      throws IOException {
    Script script =
        talk -> {
          talk.say(greeting + "\r\n");
          talk.hear();
          talk.say(no + "\r\n");
          talk.waitForEnd();
        };
    try (Talker server = Talker.plain(script)) {
      ProbeReport report = probing.probe(request(protocol, NAME, server.port(), NAME, true, null));
      assertThat(report.outcome()).as("%s", report.failure()).isEqualTo(new Outcome.Up());

      ProbeReport asked = probing.probe(request(protocol, NAME, server.port(), NAME, true, 14));
      assertThat(Probing.failure(asked).fault()).isEqualTo(Fault.TLS_NOT_OFFERED);
    }
  }

  /** The port of TLS is this test's own, so that nobody needs to be root. */
  @Test
  void onItsPortForTlsAServerIsVerifiedByTheNameOfTheTarget()
      throws IOException, GeneralSecurityException {
    Script script =
        talk -> {
          talk.startTls();
          talk.say("+OK a\r\n");
          talk.waitForEnd();
        };
    try (Talker server = Talker.withTls(Certificates.of(NAME, 30), script)) {
      assertThat(within(server, NAME, true)).isEqualTo(new Finding.Satisfied());
      assertThat(within(server, "127.0.0.1", true)).isEqualTo(new Finding.Satisfied());
    }
    try (Talker server = Talker.withTls(Certificates.of("other.test", 30), script)) {
      assertThat(within(server, NAME, true))
          .isInstanceOfSatisfying(
              Finding.Failed.class,
              failed ->
                  assertThat(failed.failure().fault()).isEqualTo(Fault.CERTIFICATE_WRONG_NAME));
      assertThat(within(server, NAME, false)).isEqualTo(new Finding.Satisfied());
    }
  }

  private static Finding within(Talker server, String address, boolean verify) {
    Transport transport = Transport.best();
    EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, transport.io().get());
    CompletableFuture<Attempt> ended = new CompletableFuture<>();
    try (TlsClient tls =
            new TlsClient(
                TlsClient.bestProvider(),
                List.of(Certificates.AUTHORITY.getCertificate()),
                InstantSource.system());
        Names resolver = new Names(loops, transport, List.of(names.address()))) {
      Lookup lookup = new Lookup(resolver, new Outbound(_ -> true, _ -> true, 0));
      TalkProbe probe =
          new TalkProbe(
              new Connector(transport, lookup),
              new Security(tls, InstantSource.system()),
              110,
              server.port(),
              Pop3Probe::new);
      EventLoop loop = loops.next();
      ProbeRequest request = request("pop3", address, server.port(), null, verify, null);
      loop.execute(() ->
          probe.start(
              request, new AttemptRun(LoopWatch.of(loop), request.timeout(), ended::complete)));
      return ended.orTimeout(30, TimeUnit.SECONDS).join().finding();
    } finally {
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
  }

  private static ProbeRequest request(
      String protocol,
      String address,
      int port,
      @Nullable String host,
      boolean verify,
      @Nullable Integer days) {
    return new ProbeRequest(
        protocol,
        address,
        port,
        Duration.ofSeconds(8),
        0,
        new HttpCheck("/", host, null, null, ExpectedCodes.DEFAULT, verify, false),
        Dialogue.NONE,
        DnsCheck.DEFAULT,
        days,
        null);
  }
}
