package io.iplive.local.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.iplive.local.instance.Complaint;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ToolsTest {

  @Test
  void saysWhichToolsThereAre() {
    refuses(List.of(), "There is no tool ''; there are: topics, ");
    refuses(List.of("tpoics"), "There is no tool 'tpoics'");
    refuses(List.of("migrate", "scheduler"), "gateway, notifier");
  }

  @Test
  void saysWhatItsEnvironmentLacks() {
    refuses(List.of("dlt", "list"), "IPLIVE_KAFKA_BOOTSTRAP_SERVERS is not set");
    refuses(List.of("read", "outages.v1", "-f"), "IPLIVE_KAFKA_BOOTSTRAP_SERVERS is not set");
    refuses(
        List.of("replay", "--from", "2026-01-01T00:00:00Z", "--to", "2026-01-02T00:00:00Z"),
        "IPLIVE_KAFKA_BOOTSTRAP_SERVERS is not set");
  }

  @Test
  void callsOfTheGatewayGoWhereTheEnvironmentSays() throws Exception {
    refuses(List.of("account", "list"), "IPLIVE_GATEWAY_URL is not set");
    List<String> calls = new ArrayList<>();
    HttpServer gateway =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.createContext(
        "/",
        call -> {
          calls.add(
              "%s %s %s"
                  .formatted(
                      call.getRequestMethod(),
                      call.getRequestURI(),
                      call.getRequestHeaders().getFirst("Authorization")));
          byte[] answer = "{\"token\":\"t-1\",\"streams\":3,\"waiting\":0}".getBytes(UTF_8);
          call.sendResponseHeaders(200, answer.length);
          call.getResponseBody().write(answer);
          call.close();
        });
    gateway.start();
    try {
      Map<String, String> environment =
          Map.of(
              "IPLIVE_GATEWAY_URL",
              "http://127.0.0.1:" + gateway.getAddress().getPort(),
              "IPLIVE_OPERATOR_TOKEN",
              "secret");
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      Tools tools = new Tools(environment, new PrintStream(said, true, UTF_8));
      assertThat(tools.run(List.of("account", "add", "acme"))).isZero();
      assertThat(tools.run(List.of("node", "approve", "192.0.2.1"))).isZero();
      assertThat(tools.run(List.of("republish"))).isZero();
      assertThat(said.toString(UTF_8)).contains("t-1", "3 streams are published once more.");
      assertThat(calls)
          .containsExactly(
              "POST /operator/accounts Bearer secret",
              "POST /operator/nodes/approve Bearer secret",
              "POST /operator/journal/republish Bearer secret",
              "GET /operator/journal Bearer secret");
    } finally {
      gateway.stop(0);
    }
  }

  private static void refuses(List<String> arguments, String message) {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    assertThatThrownBy(() -> new Tools(Map.of(), nowhere).run(arguments))
        .isInstanceOf(Complaint.class)
        .hasMessageContaining(message);
  }
}
