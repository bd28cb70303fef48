package io.iplive.gateway.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.ContactId;
import io.iplive.gateway.ledger.Ledger.LowNotice;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NotifierOrdersTest {

  private static final AccountId ACCOUNT = new AccountId(7);
  private static final Instant AT = Instant.ofEpochMilli(1_025_842_575_123L);

  private final List<String> asked = new ArrayList<>();
  private volatile int status = 200;

  @SuppressWarnings("NullAway.Init")
  private HttpServer notifier;

  @SuppressWarnings("NullAway.Init")
  private NotifierOrders orders;

  @BeforeEach
  void start() throws IOException {
    notifier = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    notifier.createContext("/", this::answer);
    notifier.start();
    URI root = URI.create("http://127.0.0.1:" + notifier.getAddress().getPort());
    orders = new NotifierOrders(new NotifierClient(root, "operators-token"));
  }

  @AfterEach
  void stop() {
    notifier.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      asked.add(
          "%s %s %s"
              .formatted(
                  exchange.getRequestHeaders().getFirst("Authorization"),
                  exchange.getRequestURI(),
                  body));
      byte[] answer = "{\"queued\":12}".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  @Test
  void aRangeIsSentAgainToOneContactOrToAll() {
    assertThat(orders.redeliver(ACCOUNT, AT, AT.plusMillis(1), new ContactId(3))).hasValue(12);
    assertThat(orders.redeliver(ACCOUNT, AT, AT.plusMillis(1), null)).hasValue(12);
    assertThat(asked)
        .containsExactly(
            """
            Bearer operators-token /internal/redeliver {"account_id":7,"from_ms":1025842575123,\
            "to_ms":1025842575124,"contact_id":3}\
            """,
            """
            Bearer operators-token /internal/redeliver {"account_id":7,"from_ms":1025842575123,\
            "to_ms":1025842575124,"contact_id":null}\
            """);
  }

  @Test
  void aNoticeIsHandedOverWithTheIdThatMakesItUnique() {
    assertThat(orders.hand(new LowNotice("n-1", ACCOUNT, AT))).isTrue();
    assertThat(asked)
        .containsExactly(
            """
            Bearer operators-token /internal/balance-notice {"account_id":7,"event_id":"n-1",\
            "event":"BALANCE_LOW","at_ms":1025842575123}\
            """);
  }

  @Test
  void aNotifierThatRefusesOrIsAwayTookNothing() {
    status = 503;
    assertThat(orders.hand(new LowNotice("n-1", ACCOUNT, AT))).isFalse();
    assertThat(orders.redeliver(ACCOUNT, AT, AT, null)).isEmpty();
    notifier.stop(0);
    assertThat(orders.hand(new LowNotice("n-1", ACCOUNT, AT))).isFalse();
  }
}
