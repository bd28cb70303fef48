package io.iplive.gateway.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.gateway.call.Rule.Reading;
import io.iplive.gateway.monitor.Protocol;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DestinationRuleTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "1,  monitorus.ru,                 HTTP,  monitorus.ru, monitorus.ru, -, /",
        "1,  http://a.example,             HTTP,  a.example, a.example, -, /",
        "1,  HTTPS://A.example:8443/p?q=1, HTTPS, a.example, a.example, 8443, /p?q=1",
        "1,  a.example:8080/x,             HTTP,  a.example, a.example, 8080, /x",
        "1,  a.example?q,                  HTTP,  a.example, a.example, -, /?q",
        "1,  http://9.9.9.9/,              HTTP,  9.9.9.9, -, -, /",
        "1,  http://[2606:4700::1]:81/,    HTTP,  2606:4700::1, -, 81, /",
        "1,  http://пример.рф/путь,        HTTP,  xn--e1afmkfd.xn--p1ai, xn--e1afmkfd.xn--p1ai, -, "
            + "/%D0%BF%D1%83%D1%82%D1%8C",
        "11, a.example/page,               HTTP,  a.example, a.example, -, /page",
        "2,  a.example,                    ICMP,  a.example, a.example, -, /",
        "2,  2606:4700::1,                 ICMP,  2606:4700::1, -, -, /",
        "3,  a.example:25,                 TCP,   a.example, a.example, 25, /",
        "3,  [2606:4700::1]:25,            TCP,   2606:4700::1, -, 25, /",
        "4,  a.example.,                   DNS,   a.example, a.example, -, /",
        "5,  mx.a.example,                 SMTP,  mx.a.example, mx.a.example, -, /",
        "6,  a.example:995,                POP3,  a.example, a.example, 995, /",
        "7,  a.example,                    IMAP,  a.example, a.example, -, /",
        "8,  a.example,                    FTP,   a.example, a.example, -, /",
        "9,  9.9.9.9:22,                   SSH,   9.9.9.9, -, 22, /",
        "10, https://a.example:444/x,      TLS,   a.example, a.example, 444, /x",
        "10, a.example,                    TLS,   a.example, a.example, -, /",
        "12, 9.9.9.9:53,                   UDP,   9.9.9.9, -, 53, /",
        "13, a.example,                    DOMAIN, a.example, a.example, -, /"
      })
  void dataSaysWhereTheProbesGo(
      int kind,
      String data,
      Protocol protocol,
      String address,
      @Nullable String host,
      @Nullable Integer port,
      String path) {
    assertThat(read(kind, data))
        .isEqualTo(new Reading.Good<>(new Destination(protocol, address, host, port, path)));
  }

  @ParameterizedTest
  @CsvSource({
    "1, ftp://a.example/",
    "1, http://user:secret@a.example/",
    "1, http://a.example/#top",
    "1, http:///x",
    "1, http://a.example:0/",
    "1, http://a.example:65536/",
    "1, http://a.example:/",
    "1, http://127.1/",
    "1, http://2130706433/",
    "1, a b.example",
    "1, '[2606:4700::1'",
    "2, a.example:80",
    "2, http://a.example/",
    "3, a.example:x",
    "4, 9.9.9.9",
    "10, http://a.example/",
    "13, 9.9.9.9",
    "13, localhost",
    "13, a.example:80"
  })
  void whatIsNoneOfTheKindsFormsIsRefused(int kind, String data) {
    assertThat(read(kind, data)).isInstanceOf(Reading.Bad.class);
  }

  @ParameterizedTest
  @CsvSource({"1, http://127.0.0.1/", "1, 127.0.0.1:80", "2, 127.0.0.1", "9, 127.0.0.1:22"})
  void aLiteralOfAClosedNetworkIsRefused(int kind, String data) {
    assertThat(read(kind, data))
        .isEqualTo(
            new Reading.Bad<>(data, "addresses outside networks closed by this installation"));
  }

  private static Reading<Destination> read(int kind, String data) {
    TaskKind known = TaskKind.ofNumber(kind).orElseThrow();
    return new DestinationRule(known, address -> !address.isLoopbackAddress()).read(data);
  }
}
