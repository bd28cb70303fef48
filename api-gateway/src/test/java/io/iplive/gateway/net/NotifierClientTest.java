package io.iplive.gateway.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.iplive.gateway.account.Template;
import io.iplive.gateway.account.TextPreviews.Composed;
import io.iplive.gateway.account.TextPreviews.Wanted;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NotifierClientTest {

  private static final Wanted WANTED =
      new Wanted(7, Template.Event.OPENED, 404, "client", "ru", "Europe/Kyiv", "sms");

  private final CompletableFuture<String> asked = new CompletableFuture<>();
  private HttpServer notifier;
  private int status = 200;
  private String answer = "";

  @BeforeEach
  void open() throws IOException {
    notifier = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    notifier.createContext(
        "/",
        exchange -> {
          asked.complete(
              "%s %s %s %s"
                  .formatted(
                      exchange.getRequestMethod(),
                      exchange.getRequestURI(),
                      exchange.getRequestHeaders().getFirst("Authorization"),
                      new String(
                          exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    notifier.start();
  }

  @AfterEach
  void close() {
    notifier.stop(0);
  }

  @Test
  void aPreviewIsAskedForInTheNotifiersWords() {
    answer = "{\"subject\":\"\",\"text\":\"Сайт недоступен\",\"html\":\"\",\"parts\":1}";
    assertThat(client().preview(WANTED)).contains(new Composed("", "Сайт недоступен", "", 1));
    assertThat(asked.getNow(""))
        .startsWith("POST /internal/preview Bearer secret ")
        .contains("\"account_id\":7", "\"event\":\"OPENED\"", "\"code\":404")
        .contains("\"audience\":\"client\"", "\"language\":\"ru\"", "\"channel\":\"sms\"")
        .contains("\"zone\":\"Europe/Kyiv\"");
  }

  @Test
  void aNotifierThatRefusesOrIsNotThereComposesNothing() {
    status = 400;
    answer = "{\"error\":\"no\"}";
    assertThat(client().preview(WANTED)).isEmpty();
    notifier.stop(0);
    assertThat(client().preview(WANTED)).isEmpty();
    assertThat(new NotifierClient(null, "secret").preview(WANTED)).isEmpty();
  }

  private NotifierClient client() {
    URI root = URI.create("http://127.0.0.1:" + notifier.getAddress().getPort());
    return new NotifierClient(root, "secret");
  }
}
