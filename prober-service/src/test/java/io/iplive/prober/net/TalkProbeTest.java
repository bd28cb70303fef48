package io.iplive.prober.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iplive.prober.net.Talker.Script;
import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.Outcome;
import io.iplive.prober.probe.Phases;
import io.iplive.prober.probe.ProbeReport;
import io.iplive.prober.probe.ProbeRequest;
import io.iplive.prober.probe.check.Dialogue;
import io.iplive.prober.probe.check.DnsCheck;
import io.iplive.prober.probe.check.ExpectedCodes;
import io.iplive.prober.probe.check.HttpCheck;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(NoLeaks.class)
class TalkProbeTest {

  private static final String HOST = "mail.example";
  private static final Probing PROBING =
      new Probing(
          EngineSettings.defaults(1).trusting(List.of(Certificates.AUTHORITY.getCertificate())));

  @AfterAll
  static void close() {
    PROBING.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.iplive.prober.net.TalkTable#good")
  void aServerThatSpeaksItsProtocolIsUp(TalkTable.Good good) throws IOException {
    try (Talker server = Talker.plain(good.script())) {
      ProbeReport report = probe(good.protocol(), server.port(), null, null, null);

      assertThat(report.outcome()).isEqualTo(new Outcome.Up());
      assertThat(report.statusCode()).isNull();
      assertThat(report.responseMicros()).isPositive();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.iplive.prober.net.TalkTable#bad")
  void aServerThatDoesNotIsDownWithItsFault(TalkTable.Bad bad) throws IOException {
    try (Talker server = Talker.plain(bad.script())) {
      ProbeReport report = probe(bad.protocol(), server.port(), null, null, null);

      assertThat(Probing.failure(report).fault()).isEqualTo(bad.fault());
      assertThat(report.outcome()).isInstanceOf(Outcome.Down.class);
    }
  }

  @Test
  void callsItselfByItsAddressAndSaysGoodbye() throws IOException {
    try (Talker server =
        Talker.plain(talk -> {
          talk.say("220 a\r\n");
          talk.hear();
          talk.say("250 a\r\n");
          talk.hear();
        })) {
      probe("smtp", server.port(), null, null, null);

      await().until(() -> server.heard().size() == 2);
      assertThat(server.heard()).containsExactly("EHLO [127.0.0.1]", "QUIT");
    }
  }

  record Upgrade(String protocol, Script script) {}

  static List<Upgrade> upgrades() {
    return List.of(
        new Upgrade(
            "smtp",
            talk -> {
              talk.say("220 a\r\n");
              talk.hear();
              talk.say("250-a\r\n250 STARTTLS\r\n");
              talk.hear();
              talk.say("220 go\r\n");
              talk.startTls();
              talk.hear();
            }),
        new Upgrade("pop3", agreeing("+OK a\r\n", "+OK go\r\n")),
        new Upgrade("imap", agreeing("* OK a\r\n", "* 1 EXISTS\r\na1 OK go\r\n")),
        new Upgrade("ftp", agreeing("220 a\r\n", "234 go\r\n")));
  }

  private static Script agreeing(String greeting, String agreement) {
    return talk -> {
      talk.say(greeting);
      talk.hear();
      talk.say(agreement);
      talk.startTls();
      talk.hear();
    };
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("upgrades")
  void tlsIsBegunMidwayWhereTheCheckNamesAHost(Upgrade upgrade)
      throws IOException, GeneralSecurityException {
    try (Talker server = Talker.withTls(Certificates.of(HOST, 20), upgrade.script())) {
      ProbeReport good = probe(upgrade.protocol(), server.port(), HOST, null, null);
      assertThat(good.outcome()).isEqualTo(new Outcome.Up());
      assertThat(good.last().phases().tlsMicros()).isPositive();
      await().until(() -> !server.heard().isEmpty());

      ProbeReport wrong = probe(upgrade.protocol(), server.port(), "other.example", null, null);
      assertThat(Probing.failure(wrong).fault()).isEqualTo(Fault.CERTIFICATE_WRONG_NAME);
      assertThat(wrong.last().evidence().certificates()).isNotEmpty();

      ProbeReport soon = probe(upgrade.protocol(), server.port(), HOST, null, 21);
      assertThat(Probing.failure(soon).fault()).isEqualTo(Fault.CERTIFICATE_EXPIRES_SOON);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("upgrades")
  void noTlsIsAFailureWhereItIsWanted(Upgrade upgrade) throws IOException {
    String greeting =
        switch (upgrade.protocol()) {
          case "smtp", "ftp" -> "220 a\r\n";
          case "pop3" -> "+OK a\r\n";
          default -> "* OK a\r\n";
        };
    String no =
        switch (upgrade.protocol()) {
          case "smtp" -> "250 SIZE 1\r\n";
          case "ftp" -> "502 what\r\n";
          case "pop3" -> "-ERR what\r\n";
          default -> "a1 BAD what\r\n";
        };
    try (Talker server =
        Talker.plain(talk -> {
          talk.say(greeting);
          talk.hear();
          talk.say(no);
          talk.waitForEnd();
        })) {
      ProbeReport report = probe(upgrade.protocol(), server.port(), HOST, null, null);

      assertThat(Probing.failure(report).fault()).isEqualTo(Fault.TLS_NOT_OFFERED);
    }
  }

  @Test
  void plainTextAfterTheAgreementIsNotTakenForSecure() throws IOException {
    try (Talker server =
        Talker.plain(talk -> {
          talk.say("+OK a\r\n");
          talk.hear();
          talk.say("+OK go\r\n+OK injected\r\n");
          talk.waitForEnd();
        })) {
      ProbeReport report = probe("pop3", server.port(), HOST, null, null);

      assertThat(Probing.failure(report).fault()).isEqualTo(Fault.TLS_FAILED);
    }
  }

  @ParameterizedTest
  @CsvSource({"'220-hello\r\n220-wait', '220-hello\n220-wait'", "'220 h', '220 h'"})
  void whatAServerSaidUntilTimeRanOutIsTold(String said, String told) throws IOException {
    try (Talker server =
        Talker.plain(talk -> {
          talk.say(said);
          talk.waitForEnd();
        })) {
      ProbeReport report =
          PROBING.probe(
              Probing.request("smtp", "127.0.0.1", server.port(), 400, 0, HttpCheck.DEFAULT));

      assertThat(Probing.failure(report).fault()).isEqualTo(Fault.ANSWER_UNEXPECTED);
      assertThat(report.last().evidence().head()).isEqualTo(told);
    }
  }

  @Test
  void aGreetingHoldsWhatIsExpected() throws IOException {
    try (Talker server =
        Talker.plain(talk -> {
          talk.say("SSH-2.0-OpenSSH_9.2\r\n");
          talk.waitForEnd();
        })) {
      assertThat(probe("ssh", server.port(), null, "OpenSSH", null).outcome())
          .isEqualTo(new Outcome.Up());
      ProbeReport other = probe("ssh", server.port(), null, "dropbear", null);
      assertThat(Probing.failure(other).fault()).isEqualTo(Fault.ANSWER_UNEXPECTED);
      assertThat(other.last().evidence().head()).contains("SSH-2.0-OpenSSH_9.2");
      assertThat(other.last().phases().tlsMicros()).isEqualTo(Phases.NOT_REACHED);
    }
  }

  private static ProbeReport probe(
      String protocol,
      int port,
      @Nullable String host,
      @Nullable String expect,
      @Nullable Integer days) {
    return PROBING.probe(
        new ProbeRequest(
            protocol,
            "127.0.0.1",
            port,
            Duration.ofMillis(protocol.equals("ssh") && host == null ? 1_500 : 8_000),
            0,
            new HttpCheck("/", host, null, null, ExpectedCodes.DEFAULT, true, false),
            new Dialogue(null, expect),
            DnsCheck.DEFAULT,
            days,
            null));
  }
}
