package io.iplive.notifier.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iplive.notifier.call.Call;
import io.iplive.notifier.callback.RawServer.Connection;
import io.iplive.notifier.callback.RawServer.Script;
import io.iplive.notifier.delivery.Answer;
import io.iplive.notifier.delivery.Answer.Answered;
import io.iplive.notifier.delivery.Answer.Failed;
import io.iplive.notifier.delivery.Answer.Failure;
import io.iplive.schemas.OutboundPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HttpTransportTest {

  private static final Duration DEADLINE = Duration.ofMillis(700);
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final OutboundPolicy LOOPBACK = new OutboundPolicy(List.of("127.0.0.0/8"));

  @TempDir static Path folder;
  private static SSLContext tls;
  private static HttpTransport transport;
  private static HttpTransport patient;

  @BeforeAll
  static void start() throws Exception {
    tls = certificateOf("localhost");
    transport = new HttpTransport(LOOPBACK, tls, "Neutral/1.0", DEADLINE);
    patient = new HttpTransport(LOOPBACK, tls, "Neutral/1.0", Duration.ofSeconds(20));
  }

  @AfterAll
  static void stop() throws IOException {
    transport.close();
    patient.close();
  }

  static Stream<Arguments> receivers() {
    return Stream.of(
        row("answers 200", c -> answerAll(c, 200, "ok"), new Answered(200, "ok")),
        row("answers 500", c -> answerAll(c, 500, "no"), new Answered(500, "no")),
        row(
            "answers nothing but 204",
            c -> once(c, "HTTP/1.1 204 X\r\n\r\n"),
            new Answered(204, "")),
        row(
            "closes to end the body",
            c -> once(c, "HTTP/1.1 200 X\r\nConnection: close\r\n\r\nbye"),
            new Answered(200, "bye")),
        row(
            "answers in chunks",
            c ->
                once(c, "HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n"),
            new Answered(200, "hi")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("receivers")
  void tellsWhatTheReceiverSaid(String name, Script script, Answer answer) throws Exception {
    try (RawServer server = RawServer.start(script)) {
      assertThat(calmly(server, "/")).isEqualTo(answer);
    }
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        row(
            "hangs after the request",
            c -> {
              c.read();
              c.idle(5_000);
            },
            Failure.TIMEOUT),
        row("hangs before it reads", c -> c.idle(5_000), Failure.TIMEOUT),
        row(
            "trickles headers",
            c -> {
              c.read();
              c.write("HTTP/1.1 200 X\r\n");
              while (c.idle(50)) {
                c.write("X-A: b\r\n");
              }
            },
            Failure.TIMEOUT),
        row(
            "resets",
            c -> {
              c.read();
              c.reset();
            },
            Failure.CLOSED),
        row("closes without a word", Connection::read, Failure.CLOSED),
        row("speaks something else", c -> once(c, "220 smtp ready\r\n\r\n"), Failure.CLOSED),
        row(
            "sends an endless header",
            c -> {
              c.read();
              c.write("HTTP/1.1 200 X\r\nX: ");
              while (c.idle(0)) {
                c.write("x".repeat(10_000));
              }
            },
            Failure.PROTOCOL));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failures")
  void tellsWhyThereWasNoAnswer(String name, Script script, Failure failure) throws Exception {
    try (RawServer server = RawServer.start(script)) {
      long start = System.nanoTime();
      assertThat(send(server, "/"))
          .isInstanceOfSatisfying(
              Failed.class, failed -> assertThat(failed.failure()).isEqualTo(failure));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(DEADLINE.plusSeconds(4));
    }
  }

  @Test
  void nobodyListens() throws Exception {
    int port;
    try (RawServer server = RawServer.start(c -> {})) {
      port = server.port();
    }
    assertThat(failure(URI.create("http://127.0.0.1:" + port + "/"))).isEqualTo(Failure.CONNECT);
  }

  @Test
  void aNameThatDoesNotExist() throws Exception {
    assertThat(failure(URI.create("http://no-such-host.invalid/"))).isEqualTo(Failure.NAME);
  }

  @Test
  void anEndlessBodyIsCutAndItsBeginningKept() throws Exception {
    Script endless =
        c -> {
          c.read();
          c.write("HTTP/1.1 200 X\r\n\r\n");
          while (c.idle(0)) {
            c.write("y".repeat(10_000));
          }
        };
    try (RawServer server = RawServer.start(endless)) {
      assertThat(calmly(server, "/")).isEqualTo(new Answered(200, "y".repeat(1024)));
    }
  }

  @Test
  void aBodyThatTricklesPastTheDeadlineIsAnAnswerAllTheSame() throws Exception {
    Script trickle =
        c -> {
          c.read();
          c.write("HTTP/1.1 200 X\r\nContent-Length: 1000000\r\n\r\n");
          while (c.idle(20)) {
            c.write("z");
          }
        };
    try (RawServer server = RawServer.start(trickle)) {
      long start = System.nanoTime();
      assertThat(send(server, "/"))
          .isInstanceOfSatisfying(
              Answered.class,
              answered -> {
                assertThat(answered.code()).isEqualTo(200);
                assertThat(answered.head()).startsWith("zz");
              });
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(DEADLINE, DEADLINE.plusSeconds(4));
    }
  }

  @Test
  void redirectsAreNotFollowed() throws Exception {
    try (RawServer elsewhere = RawServer.start(c -> answerAll(c, 200, ""));
        RawServer server =
            RawServer.start(c ->
                once(
                    c,
                    "HTTP/1.1 302 X\r\nLocation: http://127.0.0.1:%d/\r\nContent-Length: 0\r\n\r\n"
                        .formatted(elsewhere.port())))) {
      assertThat(calmly(server, "/")).isEqualTo(new Answered(302, ""));
      assertThat(elsewhere.connections()).isZero();
    }
  }

  @Test
  void sendsQueryHeadersAndFormAsTheyAreAndNothingThatNamesTheProduct() throws Exception {
    try (RawServer server = RawServer.start(c -> answerAll(c, 200, ""))) {
      patient.send(
          new Call(
              URI.create("http://127.0.0.1:%d/a/../b?x=%%2f&&y=1".formatted(server.port())),
              new Call.Body(Call.Type.FORM, "group_id=4&result=%5B%5D"),
              Map.of("X-Delivery-Id", "d1")));

      String request = server.requests().remove();
      assertThat(request)
          .startsWith("POST /a/../b?x=%2f&&y=1 HTTP/1.1\n")
          .contains("\nX-Delivery-Id: d1\n")
          .contains("\nUser-Agent: Neutral/1.0\n")
          .contains("\nContent-Type: application/x-www-form-urlencoded\n")
          .endsWith("\n\ngroup_id=4&result=%5B%5D")
          .doesNotContainIgnoringCase("apache")
          .doesNotContainIgnoringCase("iplive")
          .doesNotContainIgnoringCase("accept-encoding")
          .doesNotContainIgnoringCase("upgrade");
    }
  }

  @Test
  void keepsConnectionsAndDoesNotCountOneThatTheReceiverHadClosed() throws Exception {
    Script twoEach =
        c -> {
          c.read();
          c.answer(200, "first");
          c.read();
          // A receiver that restarts: the kept connection ends while the next request is on it.
        };
    try (RawServer server = RawServer.start(twoEach)) {
      for (int i = 0; i < 3; i++) {
        assertThat(calmly(server, "/" + i)).isEqualTo(new Answered(200, "first"));
      }
      assertThat(server.connections()).isEqualTo(3);
      assertThat(server.requests()).hasSize(5);
    }
  }

  @Test
  void keepsNoCookies() throws Exception {
    Script cookies =
        c -> {
          while (c.read()) {
            c.write("HTTP/1.1 200 X\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n");
          }
        };
    try (RawServer server = RawServer.start(cookies)) {
      calmly(server, "/1");
      calmly(server, "/2");
      assertThat(server.connections()).isOne();
      assertThat(server.requests()).hasSize(2).noneMatch(request -> request.contains("Cookie"));
    }
  }

  @Test
  void connectsOnlyToAddressesThatThePolicyAllows() throws Exception {
    try (RawServer server = RawServer.start(c -> answerAll(c, 200, ""));
        HttpTransport strict =
            new HttpTransport(
                new OutboundPolicy(List.of()), tls, "Neutral/1.0", Duration.ofSeconds(20))) {
      for (String host : List.of("127.0.0.1", "localhost", "[::1]", "0.0.0.0")) {
        Answer answer =
            strict.send(
                new Call(
                    URI.create("http://%s:%d/".formatted(host, server.port())), null, Map.of()));
        assertThat(answer)
            .as(host)
            .isInstanceOfSatisfying(
                Failed.class, failed -> assertThat(failed.failure()).isEqualTo(Failure.POLICY));
      }
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void trustsACertificateOfTheNameOnly() throws Exception {
    try (RawServer good = tlsServer(tls);
        RawServer unknown = tlsServer(certificateOf("localhost"))) {
      assertThat(calmly(URI.create("https://localhost:%d/".formatted(good.port()))))
          .isEqualTo(new Answered(200, "secret"));
      assertThat(failure(URI.create("https://127.0.0.1:%d/".formatted(good.port()))))
          .isEqualTo(Failure.TLS);
      assertThat(failure(URI.create("https://localhost:%d/".formatted(unknown.port()))))
          .isEqualTo(Failure.TLS);
    }
  }

  @Test
  void leavesNoThreadBehindWhenItCutsACallOff() throws Exception {
    try (RawServer server = RawServer.start(c -> c.idle(60_000))) {
      send(server, "/");
      await()
          .atMost(Duration.ofSeconds(2))
          .untilAsserted(() -> assertThat(transport.exchanges()).isZero());
    }
  }

  private static RawServer tlsServer(SSLContext context) throws IOException {
    SSLServerSocket socket =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    return new RawServer(socket, c -> answerAll(c, 200, "secret"));
  }

  private static void answerAll(Connection connection, int code, String body) throws IOException {
    while (connection.read()) {
      connection.answer(code, body);
    }
  }

  private static void once(Connection connection, String answer) throws IOException {
    connection.read();
    connection.write(answer);
  }

  private static Arguments row(String name, Script script, Object expected) {
    return Arguments.of(name, script, expected);
  }

  private static Answer send(RawServer server, String path) throws InterruptedException {
    return send(URI.create("http://127.0.0.1:" + server.port() + path));
  }

  /** Where the deadline is not the point. */
  private static Answer calmly(RawServer server, String path) throws InterruptedException {
    return calmly(URI.create("http://127.0.0.1:" + server.port() + path));
  }

  private static Answer calmly(URI uri) throws InterruptedException {
    return patient.send(new Call(uri, null, Map.of()));
  }

  private static Answer send(URI uri) throws InterruptedException {
    return transport.send(new Call(uri, null, Map.of()));
  }

  private static Failure failure(URI uri) throws InterruptedException {
    return ((Failed) calmly(uri)).failure();
  }

  /** A context that shows, and trusts, a new self-signed certificate. */
  private static SSLContext certificateOf(String name)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path store = Files.createTempDirectory(folder, "tls").resolve("keys.p12");
    int exit =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD),
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=dns:" + name,
                "-validity",
                "2")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    assertThat(exit).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, PASSWORD);
    trusted.setCertificateEntry("server", keys.getCertificate("server"));
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
