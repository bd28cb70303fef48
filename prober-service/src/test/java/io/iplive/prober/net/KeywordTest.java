package io.iplive.prober.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.Outcome;
import io.iplive.prober.probe.ProbeReport;
import io.iplive.prober.probe.check.ExpectedCodes;
import io.iplive.prober.probe.check.HttpCheck;
import io.iplive.prober.probe.check.HttpMessage;
import io.iplive.prober.probe.check.HttpMessage.Header;
import io.iplive.prober.probe.check.Keywords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(NoLeaks.class)
class KeywordTest {

  private static final int MAX_BODY = 100_000;
  private static final Probing PROBING =
      new Probing(EngineSettings.defaults(1).bounded(MAX_BODY, 8_000));
  private static final byte[] LARGE = new byte[MAX_BODY * 50];

  @AfterAll
  static void close() {
    PROBING.close();
  }

  /** A body's bytes stand as characters. */
  record Page(String name, String headers, String body, String keyword) {

    Page(String name, String headers, byte[] body, String keyword) {
      this(name, headers, new String(body, StandardCharsets.ISO_8859_1), keyword);
    }
  }

  static List<Page> found() {
    String russian = "<p>\u041e\u0442\u043a\u0440\u044b\u0442\u043e</p>";
    String chinese = "<p>\u6b22\u8fce\u5149\u4e34</p>";
    return List.of(
        new Page("ascii", "", Site.bytes("all is well"), "is we"),
        new Page(
            "utf-8 by default", "", utf8(russian), "\u041e\u0442\u043a\u0440\u044b\u0442\u043e"),
        new Page(
            "windows-1251 by header",
            "Content-Type: text/html; charset=windows-1251\r\n",
            russian.getBytes(Charset.forName("windows-1251")),
            "\u041e\u0442\u043a\u0440\u044b\u0442\u043e"),
        new Page(
            "windows-1251 by meta",
            "Content-Type: text/html\r\n",
            ("<meta http-equiv=Content-Type content='text/html; charset=windows-1251'>" + russian)
                .getBytes(Charset.forName("windows-1251")),
            "\u041e\u0442\u043a\u0440\u044b\u0442\u043e"),
        new Page(
            "gbk by meta",
            "",
            ("<meta charset=\"gb2312\">" + chinese).getBytes(Charset.forName("GBK")),
            "\u6b22\u8fce\u5149\u4e34"),
        new Page(
            "utf-16 by its mark",
            "Content-Type: text/html; charset=gbk\r\n",
            ("\ufeff" + chinese).getBytes(StandardCharsets.UTF_16BE),
            "\u6b22\u8fce"),
        new Page(
            "xml's own word",
            "",
            ("<?xml version=\"1.0\" encoding=\"windows-1251\"?>" + russian)
                .getBytes(Charset.forName("windows-1251")),
            "\u041e\u0442\u043a\u0440\u044b\u0442\u043e"),
        new Page("at the very end", "", utf8("x".repeat(90_000) + "\u6b22\u8fce"), "\u6b22\u8fce"),
        new Page("gzip", "Content-Encoding: gzip\r\n", gzip(utf8(chinese)), "\u5149\u4e34"),
        new Page(
            "gzip in parts",
            "Content-Encoding: gzip\r\n",
            joined(gzip(utf8("hello ")), gzip(utf8("wor")), gzip(utf8("ld")), utf8("rest")),
            "hello world"),
        new Page("packed by a word of no meaning", "Content-Encoding: none\r\n", utf8("ok"), "ok"),
        new Page("deflate", "Content-Encoding: deflate\r\n", deflate(utf8("well"), false), "well"),
        new Page(
            "deflate, raw", "Content-Encoding: deflate\r\n", deflate(utf8("well"), true), "well"),
        new Page("unknown charset", "Content-Type: text/x; charset=klingon\r\n", utf8("ok"), "ok"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("found")
  void findsAKeywordAsPeopleSeeIt(Page page) throws IOException {
    try (Site site = Site.serving(_ -> Site.page(page.headers(), Site.bytes(page.body())))) {
      assertThat(probe(site, page.keyword(), null).outcome()).isEqualTo(new Outcome.Up());

      ProbeReport absent = probe(site, null, page.keyword());
      assertThat(Probing.failure(absent).fault()).isEqualTo(Fault.KEYWORD_PRESENT);
      ProbeReport missing = probe(site, page.keyword() + "!", null);
      assertThat(Probing.failure(missing).fault()).isEqualTo(Fault.KEYWORD_MISSING);
      assertThat(missing.statusCode()).isEqualTo(200);
      assertThat(missing.last().evidence().head()).contains("200 OK");
    }
  }

  private static byte[] joined(byte[]... parts) {
    ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
    Arrays.stream(parts).forEach(all::put);
    return all.array();
  }

  record Damaged(String name, String headers, String body, Fault fault) {

    Damaged(String name, String headers, byte[] body, Fault fault) {
      this(name, headers, new String(body, StandardCharsets.ISO_8859_1), fault);
    }
  }

  static List<Damaged> damaged() {
    byte[] packed = gzip(utf8("hello hello hello"));
    byte[] wrong = packed.clone();
    Arrays.fill(wrong, 12, 20, (byte) 0x55);
    return List.of(
        new Damaged("bomb", "Content-Encoding: gzip\r\n", gzip(LARGE), Fault.BODY_TOO_LARGE),
        new Damaged(
            "no gzip",
            "Content-Encoding: gzip\r\n",
            utf8("<html>plain</html>"),
            Fault.BODY_UNREADABLE),
        new Damaged("damaged", "Content-Encoding: gzip\r\n", wrong, Fault.BODY_UNREADABLE),
        new Damaged(
            "cut off",
            "Content-Encoding: gzip\r\n",
            Arrays.copyOf(packed, packed.length - 12),
            Fault.BODY_UNREADABLE),
        new Damaged("unasked", "Content-Encoding: br\r\n", utf8("?"), Fault.BODY_UNREADABLE),
        new Damaged("empty", "", new byte[0], Fault.KEYWORD_MISSING));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damaged")
  void whatCannotBeReadSaysSo(Damaged damaged) throws IOException {
    try (Site site = Site.serving(_ -> Site.page(damaged.headers(), Site.bytes(damaged.body())))) {
      ProbeReport report = probe(site, "hello", null);

      assertThat(Probing.failure(report).fault()).isEqualTo(damaged.fault());
    }
  }

  @Test
  void sendsMethodHeadersAndBody() throws IOException {
    HttpMessage message =
        new HttpMessage(
            "PUT",
            List.of(new Header("user-agent", "mine"), new Header("Accept", "text/plain")),
            "na\u00efve");
    try (Site site = Site.serving(_ -> Site.ok())) {
      PROBING.probe(
          Probing.request(
              "http",
              "127.0.0.1",
              site.port(),
              Probing.PATIENT,
              0,
              new HttpCheck(
                  "/p",
                  null,
                  "a=b",
                  null,
                  ExpectedCodes.DEFAULT,
                  true,
                  false,
                  message,
                  new Keywords("ok", null))));

      assertThat(site.requests().getFirst())
          .isEqualTo(
              "PUT /p HTTP/1.1\r\nHost: 127.0.0.1:"
                  + site.port()
                  + "\r\nAccept-Encoding: gzip, deflate\r\nConnection: close\r\nCookie: a=b\r\n"
                  + "user-agent: mine\r\nAccept: text/plain\r\n"
                  + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 6\r\n\r\n"
                  + "na\u00efve");
    }
  }

  @Test
  void theAnswerToAHeadHasNoBodyWhateverItSays() throws IOException {
    try (Site site =
        Site.serving(_ -> Site.bytes("HTTP/1.1 200 OK\r\nContent-Length: 5000000\r\n\r\n"))) {
      HttpMessage head = new HttpMessage("HEAD", List.of(), null);
      ProbeReport report =
          PROBING.probe(
              Probing.request(
                  "http",
                  "127.0.0.1",
                  site.port(),
                  Probing.PATIENT,
                  0,
                  new HttpCheck(
                      "/",
                      null,
                      null,
                      null,
                      ExpectedCodes.DEFAULT,
                      true,
                      false,
                      head,
                      Keywords.ANY)));

      assertThat(report.outcome()).isEqualTo(new Outcome.Up());
    }
  }

  private static ProbeReport probe(Site site, @Nullable String present, @Nullable String absent) {
    HttpCheck check =
        new HttpCheck(
            "/",
            null,
            null,
            null,
            ExpectedCodes.DEFAULT,
            true,
            false,
            HttpMessage.GET,
            new Keywords(present, absent));
    return PROBING.probe(
        Probing.request("http", "127.0.0.1", site.port(), Probing.PATIENT, 0, check));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  private static byte[] deflate(byte[] plain, boolean raw) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater =
        new DeflaterOutputStream(out, new Deflater(Deflater.DEFAULT_COMPRESSION, raw))) {
      deflater.write(plain);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }
}
