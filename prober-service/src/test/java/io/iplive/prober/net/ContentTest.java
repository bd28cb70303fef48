package io.iplive.prober.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.Outcome;
import io.iplive.prober.probe.ProbeReport;
import io.iplive.prober.probe.ProbeRequest;
import io.iplive.prober.probe.check.HttpCheck;
import io.iplive.prober.probe.demand.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(NoLeaks.class)
class ContentTest {

  private static final String JSON =
      """
      {"status":"ok","queue":{"length":12,"oldest":null},"nodes":[{"up":true},{"up":false}]}
      """;
  private static final String HASH =
      "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

  /** Takes the second that a search has at most. */
  private static final Content COSTLY = Content.of("(?:[a-z]{1,100}){1,99}z", null, null, null);

  private static Probing probing;
  private static Site site;

  @BeforeAll
  static void open() throws IOException {
    probing = new Probing(EngineSettings.defaults(1));
    site = Site.serving(ContentTest::page);
  }

  @AfterAll
  static void close() throws IOException {
    probing.close();
    site.close();
  }

  private static byte[] page(String request) {
    return switch (request.substring(4, request.indexOf(' ', 4))) {
      case "/json" -> Site.page("", utf8(JSON));
      case "/packed" -> Site.page("Content-Encoding: gzip\r\n", gzip(utf8(JSON)));
      case "/hello" -> Site.page("Content-Encoding: gzip\r\n", gzip(utf8("hello")));
      case "/russian" ->
          Site.page(
              "Content-Type: text/html; charset=windows-1251\r\n",
              "<p>\u0412 \u043d\u0430\u043b\u0438\u0447\u0438\u0438: 7</p>"
                  .getBytes(Charset.forName("windows-1251")));
      case "/numbers" ->
          Site.page("", utf8("{\"a\":12345678.9,\"b\":1.10,\"c\":1e3,\"d\":[1.10]}"));
      case "/marked" -> Site.page("", utf8("\ufeff" + JSON));
      case "/huge" -> Site.page("", utf8("{\"a\":1e99999999999,\"b\":1e999999999}"));
      case "/costly" -> Site.page("", utf8("a".repeat(50_000) + "!"));
      case "/deep" -> Site.page("", utf8("[".repeat(100_000)));
      default -> Site.ok();
    };
  }

  @ParameterizedTest
  @CsvSource({
    "/json, '\"length\":\\s*\\d+', , ,",
    "/json, '\"length\":\\s*[a-z]', , , CONTENT_UNEXPECTED",
    "/russian, '\u043d\u0430\u043b\u0438\u0447\u0438\u0438: [1-9]', , ,",
    "/costly, '(?:[a-z]{1,100}){1,99}z', , , PATTERN_TOO_COSTLY",
    "/costly, (a+)+$, , , CONTENT_UNEXPECTED",
    "/json, , $.status, ok,",
    "/packed, , $.status, ok,",
    "/json, , $.status, bad, CONTENT_UNEXPECTED",
    "/json, , $.queue.length, 12,",
    "/json, , $.queue.oldest, , CONTENT_UNEXPECTED",
    "/json, , $.nodes[1].up, false,",
    "/json, , $.nodes[2].up, , CONTENT_UNEXPECTED",
    "/json, , $.queue, ,",
    "/json, '\"status\"', $.missing, , CONTENT_UNEXPECTED",
    "/russian, , $.a, , CONTENT_UNEXPECTED",
    "/numbers, , $.a, 12345678.9,",
    "/numbers, , $.a, 12345678.90,",
    "/numbers, , $.a, 12345678.8, CONTENT_UNEXPECTED",
    "/numbers, , $.b, 1.10,",
    "/numbers, , $.b, 1.1,",
    "/numbers, , $.b, v1.1, CONTENT_UNEXPECTED",
    "/numbers, , $.c, 1000,",
    "/numbers, , $.d, '[1.10]',",
    "/huge, , $.b, 1, CONTENT_UNEXPECTED",
    "/marked, , $.status, ok,",
    "/marked, ^., $.queue.length, 12.0,",
    "/deep, , $[0], , CONTENT_UNEXPECTED"
  })
  void theWholePageIsLookedAt(
      String path,
      @Nullable String pattern,
      @Nullable String jsonPath,
      @Nullable String expected,
      @Nullable Fault fault) {
    ProbeReport report = probe(path, Content.of(pattern, jsonPath, expected, null));

    if (fault == null) {
      assertThat(report.outcome()).isEqualTo(new Outcome.Up());
    } else {
      assertThat(Probing.failure(report).fault()).isEqualTo(fault);
      assertThat(report.statusCode()).isEqualTo(200);
      assertThat(report.last().evidence().body()).isNotBlank();
      assertThat(report.last().evidence().head()).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void aPageThatChangesSaysWhatItHasBecome() {
    assertThat(probe("/hello", Content.of(null, null, null, HASH)).outcome())
        .isEqualTo(new Outcome.Up());

    ProbeReport changed = probe("/other", Content.of(null, null, null, HASH));
    assertThat(Probing.failure(changed).fault()).isEqualTo(Fault.CONTENT_CHANGED);
    assertThat(Probing.failure(changed).sentence()).contains("its SHA-256 is 2689367b205c16ce");
  }

  /** Each such pattern takes a second: on the loop they would stop everybody. */
  @Test
  void aCostlyPatternHoldsUpNobodyElse() {
    ProbeRequest costly = request("/costly").demanding(Wanted.content(COSTLY));
    CompletableFuture<?>[] all = new CompletableFuture<?>[4];
    for (int n = 0; n < all.length; n++) {
      all[n] = probing.start(costly);
    }
    ProbeReport other = probing.http(site.port());

    assertThat(CompletableFuture.allOf(all)).isNotDone();
    assertThat(other.outcome()).isEqualTo(new Outcome.Up());
    CompletableFuture.allOf(all).join();
  }

  /** The answer was there in time, and what is late is ours. */
  @Test
  void aPageWhoseTurnComesTooLateIsNoFailureOfItsSite() {
    ProbeRequest costly = request("/costly", 1_500).demanding(Wanted.content(COSTLY));
    List<CompletableFuture<ProbeReport>> all =
        IntStream.range(0, 5).mapToObj(_ -> probing.start(costly)).toList();

    assertThat(all)
        .allSatisfy(
            report -> assertThat(report.join().outcome()).isInstanceOf(Outcome.NotRun.class))
        .anySatisfy(report ->
            assertThat(Probing.failure(report.join()).fault()).isEqualTo(Fault.NODE_FAULT));
  }

  @Test
  void aPageForWhichTheNodeHasNoMemoryIsNoFailureOfItsSite() {
    try (Probing small = new Probing(EngineSettings.defaults(1).keeping(150))) {
      ProbeRequest json =
          request("/json").demanding(Wanted.content(Content.of(null, "$.status", null, null)));
      ProbeReport report = small.probe(json);

      assertThat(Probing.failure(report).fault()).isEqualTo(Fault.NODE_FAULT);
      assertThat(Probing.failure(report).sentence()).contains("memory");
      assertThat(report.outcome()).isInstanceOf(Outcome.NotRun.class);
      assertThat(small.engine().pageMemory().refused()).isEqualTo(1);
      assertThat(small.engine().pageMemory().taken()).isZero();
    }
    assertThat(probe("/json", Content.of(null, "$.status", null, null)).outcome())
        .isEqualTo(new Outcome.Up());
    assertThat(probing.engine().pageMemory().taken()).isZero();
  }

  private static ProbeReport probe(String path, Content content) {
    return probing.probe(request(path).demanding(Wanted.content(content)));
  }

  private static ProbeRequest request(String path) {
    return request(path, Probing.PATIENT);
  }

  private static ProbeRequest request(String path, long millis) {
    HttpCheck check =
        new HttpCheck(path, null, null, null, HttpCheck.DEFAULT.expected(), true, false);
    return Probing.request("http", "127.0.0.1", site.port(), millis, 0, check);
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
}
