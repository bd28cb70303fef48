package io.iplive.prober.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.Outcome;
import io.iplive.prober.probe.ProbeReport;
import io.iplive.prober.probe.check.ExpectedCodes;
import io.iplive.prober.probe.check.HttpCheck;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(NoLeaks.class)
class ScriptTest {

  private static final String HOST = "good.test";
  private static final Probing PROBING =
      new Probing(
          EngineSettings.defaults(1)
              .bounded(2_000, 2_000)
              .trusting(List.of(Certificates.AUTHORITY.getCertificate())));

  @AfterAll
  static void close() {
    PROBING.close();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "expect ready, ",
        "\"expect ready\nsend one\\r\\n\nexpect got one\nsend two\\r\\n\nexpect got two\", ",
        "\"expect ready\nsend one\\r\\n\", ",
        "\"send one\\r\\n\nsend two\\r\\n\nexpect got two\", ",
        "expect nonsense, ANSWER_UNEXPECTED",
        "\"expect ready\nsend end\\r\\n\nexpect got more\", ANSWER_UNEXPECTED",
        "\"expect ready\nsend endless\\r\\n\nexpect nonsense\", ANSWER_UNEXPECTED",
        "\"expect ready\nstarttls\", TLS_FAILED"
      })
  void stepsAreDoneInTheirOrder(String script, Fault fault) throws IOException {
    try (Talker server =
        Talker.plain(talk -> {
          talk.say("all ready\r\n");
          for (String line = talk.hear(); !line.isEmpty(); line = talk.hear()) {
            if (line.equals("endless")) {
              for (int n = 0; n < 100; n++) {
                talk.say("x".repeat(100));
              }
            }
            talk.say("got " + line + "\r\n");
            if (line.equals("end") || !line.matches("\\w+")) {
              return;
            }
          }
        })) {
      ProbeReport report =
          probe(server, script, script.equals("expect nonsense") ? 300 : Probing.PATIENT);

      if (fault == null) {
        assertThat(report.outcome()).isEqualTo(new Outcome.Up());
      } else {
        assertThat(Probing.failure(report).fault()).isEqualTo(fault);
        if (fault == Fault.ANSWER_UNEXPECTED) {
          assertThat(report.last().evidence().body()).startsWith("all ready");
        }
      }
    }
  }

  @Test
  void tlsBeginsWhereTheScriptSaysSo() throws IOException, GeneralSecurityException {
    String script =
        "expect 220\nsend STARTTLS\\r\\n\nexpect go\nstarttls\nsend HI\\r\\n\nexpect 250";
    try (Talker server =
        Talker.withTls(
            Certificates.of(HOST, 100),
            talk -> {
              talk.say("220 hello\r\n");
              talk.hear();
              talk.say("go\r\n");
              talk.startTls();
              talk.hear();
              talk.say("250 secret\r\n");
              talk.waitForEnd();
            })) {
      ProbeReport report = probe(server, script, Probing.PATIENT);

      assertThat(report.outcome()).isEqualTo(new Outcome.Up());
      assertThat(report.last().phases().tlsMicros()).isPositive();
      assertThat(server.heard()).containsExactly("STARTTLS", "HI");
    }
  }

  /** As PostgreSQL does it. */
  @Test
  void aSingleByteMayCallForTls() throws IOException, GeneralSecurityException {
    String script = "send \\x00\\n\nexpect S\nstarttls\nsend HI\\r\\n\nexpect 250";
    try (Talker server =
        Talker.withTls(
            Certificates.of(HOST, 100),
            talk -> {
              talk.hear();
              talk.say("S");
              talk.startTls();
              talk.hear();
              talk.say("250 secret\r\n");
              talk.waitForEnd();
            })) {
      assertThat(probe(server, script, Probing.PATIENT).outcome()).isEqualTo(new Outcome.Up());
    }
  }

  @Test
  void whatIsSaidInPlainBeforeTlsIsNotTakenForSecure() throws IOException {
    try (Talker server =
        Talker.plain(talk -> {
          talk.say("220 hello\r\ninjected\r\n");
          talk.waitForEnd();
        })) {
      for (String greeting : List.of("220", "220 hello\\r\\n")) {
        ProbeReport report =
            probe(server, "expect %s\nstarttls".formatted(greeting), Probing.PATIENT);

        assertThat(Probing.failure(report).fault()).isEqualTo(Fault.TLS_FAILED);
        assertThat(Probing.failure(report).sentence()).contains("plain text");
      }
    }
  }

  private static ProbeReport probe(Talker server, String script, long millis) {
    HttpCheck check = new HttpCheck("/", HOST, null, null, ExpectedCodes.DEFAULT, true, false);
    return PROBING.probe(
        Probing.request("tcp", "127.0.0.1", server.port(), millis, 0, check)
            .demanding(Wanted.script(script)));
  }
}
