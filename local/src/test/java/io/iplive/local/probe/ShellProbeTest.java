package io.iplive.local.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.iplive.prober.net.EngineSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ShellProbeTest {

  private static HttpServer site;

  @BeforeAll
  static void open() throws IOException {
    site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    site.createContext(
        "/",
        exchange -> {
          boolean good = exchange.getRequestURI().getPath().equals("/good");
          byte[] words = "\u001b[31mred".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(good ? 200 : 500, words.length);
          exchange.getResponseBody().write(words);
          exchange.close();
        });
    site.start();
  }

  @AfterAll
  static void close() {
    site.stop(0);
  }

  @Test
  void aTargetThatIsUpIsDrawnPhaseByPhase() {
    String told = told("/good", false, StandardCharsets.UTF_8, true);
    assertThat(told)
        .startsWith("http 127.0.0.1 port " + site.getAddress().getPort())
        .containsPattern("connect +\u2588+ +[0-9.]+ ms")
        .containsPattern("first byte +\u2588+")
        .containsPattern("total +[0-9.]+ ms")
        .contains("UP  status 200")
        .doesNotContain("tls");
  }

  @Test
  void oneThatIsDownIsExplainedAndCannotSteerTheTerminal() {
    String told = told("/bad", false, StandardCharsets.US_ASCII, false);
    assertThat(told)
        .contains("DOWN  status 500  HTTP_STATUS (2040)")
        .contains("The HTTP status code is 500, expected is 2xx,3xx")
        .contains("| HTTP/1.1 500")
        .contains("[31mred")
        .doesNotContain("\u001b")
        .contains("#");
  }

  @Test
  void programsGetJson() throws IOException {
    JsonNode json = new ObjectMapper().readTree(told("/bad", true, StandardCharsets.UTF_8, false));
    assertThat(json.path("outcome").asText()).isEqualTo("down");
    assertThat(json.path("status").asInt()).isEqualTo(500);
    assertThat(json.path("failure").path("code").asInt()).isEqualTo(2040);
    assertThat(json.path("phases_us").path("connect").asLong()).isPositive();
    assertThat(json.path("phases_us").path("tls").asLong()).isEqualTo(-1);
    assertThat(json.path("evidence").path("head").asText()).contains("500");
  }

  private static String told(String path, boolean json, Charset charset, boolean up) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String url = "http://127.0.0.1:%d%s".formatted(site.getAddress().getPort(), path);
    boolean found =
        new ShellProbe(new PrintStream(out, true, charset))
            .run(new Wish(List.of(url), Map.of()), EngineSettings.defaults(1), json);
    assertThat(found).isEqualTo(up);
    return out.toString(charset);
  }
}
