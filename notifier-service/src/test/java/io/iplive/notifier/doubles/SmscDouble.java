package io.iplive.notifier.doubles;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * smsc.ru as a real server that enforces its rules: windows-1251 unless another charset is named,
 * one identical message a minute, 15 at once, errors in the form of the {@code fmt} asked for,
 * numbers from 1 to 2147483647, a block after five wrong logins. Broken limits are listed.
 */
public final class SmscDouble implements AutoCloseable {

  public static final String LOGIN = "login";
  public static final String PASSWORD = "password";
  public static final String API_KEY = "api-key";

  private static final Charset USUAL = Charset.forName("windows-1251");
  private static final int MOST_AT_ONCE = 15;

  private final HttpServer server;
  private final SmscRules rules = new SmscRules(LOGIN, PASSWORD, API_KEY);
  private final Queue<Mishap> mishaps = new ConcurrentLinkedQueue<>();
  private final List<String> calls = new ArrayList<>();
  private final AtomicInteger underWay = new AtomicInteger();
  private volatile Duration ahead = Duration.ZERO;
  private volatile @Nullable CountDownLatch gate;

  public SmscDouble() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/sys/", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  /** A message that was taken. */
  public record Sms(int id, String phone, String text, @Nullable String sender, int parts) {}

  /** What befalls the next message. */
  public enum Mishap {
    /** It is taken, and the connection breaks before the answer. */
    TAKEN_WITHOUT_ANSWER,
    /** The connection breaks before it is taken. */
    LOST,
    /** It is taken, and a proxy answers with a page. */
    TAKEN_WITH_A_PAGE
  }

  /** Its root, for the client's settings. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public List<Sms> taken() {
    return rules.taken();
  }

  /** Rules of the provider that its caller broke, other than those that errors answer. */
  public List<String> violations() {
    return rules.violations();
  }

  /** Names of the scripts called, in their order. */
  public List<String> calls() {
    synchronized (calls) {
      return List.copyOf(calls);
    }
  }

  /** Lets the provider's clock be that much later. */
  public void advance(Duration length) {
    ahead = ahead.plus(length);
  }

  /** Sets the money that is left. */
  public void balance(String amount) {
    rules.balance(amount);
  }

  /** Forbids texts with a word in them. */
  public void forbid(String word) {
    rules.forbid(word);
  }

  /** Makes a phone one that nothing can be delivered to. */
  public void unreachable(String phone) {
    rules.unreachable(phone);
  }

  /** Makes a phone one that the provider takes for none. */
  public void invalid(String phone) {
    rules.invalid(phone);
  }

  /** Sets where a message is. */
  public void state(int id, int state) {
    rules.state(id, state);
  }

  public void next(Mishap mishap) {
    mishaps.add(mishap);
  }

  /** Lets messages wait until the latch is counted down. */
  public CountDownLatch holdAll() {
    CountDownLatch latch = new CountDownLatch(1);
    gate = latch;
    return latch;
  }

  public int underWay() {
    return underWay.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> form = form(exchange);
      Instant now = Instant.now().plus(ahead);
      String script = exchange.getRequestURI().getPath().substring("/sys/".length());
      synchronized (calls) {
        calls.add(script);
      }
      SmscReply refused = rules.admit(form, now);
      SmscReply reply =
          refused != null
              ? refused
              : switch (script) {
                case "send.php" -> send(form, now);
                case "status.php" -> rules.status(form, now);
                case "balance.php" -> rules.balance(now);
                default -> null;
              };
      if (reply == null) {
        return; // Without an answer: the client sees the connection break.
      }
      boolean page = reply instanceof SmscReply.Raw(String json) && json.startsWith("<");
      byte[] body = reply.form(form.getOrDefault("fmt", "0")).getBytes(charset(form));
      exchange.sendResponseHeaders(page ? 502 : 200, body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private @Nullable SmscReply send(Map<String, String> form, Instant now)
      throws InterruptedException {
    int atOnce = underWay.incrementAndGet();
    try {
      CountDownLatch latch = gate;
      if (latch != null) {
        latch.await();
      }
      Mishap mishap = mishaps.poll();
      if (mishap == Mishap.LOST) {
        return null;
      }
      SmscReply reply = rules.send(form, atOnce > MOST_AT_ONCE, now);
      if (mishap == null) {
        return reply;
      }
      return mishap == Mishap.TAKEN_WITHOUT_ANSWER
          ? null
          : new SmscReply.Raw("<html>502 Bad Gateway</html>");
    } finally {
      underWay.decrementAndGet();
    }
  }

  /** The form's bytes are in the charset that the form itself names. */
  private static Map<String, String> form(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getRawQuery();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
    String all = (query == null ? "" : query + "&") + body;
    return decoded(all, charset(decoded(all, StandardCharsets.ISO_8859_1)));
  }

  private static Map<String, String> decoded(String encoded, Charset charset) {
    Map<String, String> form = new HashMap<>();
    for (String pair : encoded.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), charset));
      }
    }
    return form;
  }

  private static Charset charset(Map<String, String> form) {
    String named = form.get("charset");
    return named == null ? USUAL : Charset.forName(named);
  }

  @Override
  public void close() {
    CountDownLatch latch = gate;
    if (latch != null) {
      latch.countDown();
    }
    server.stop(0);
  }
}
