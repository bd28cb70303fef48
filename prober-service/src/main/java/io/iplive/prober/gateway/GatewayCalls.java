package io.iplive.prober.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The gateway's three calls for nodes. Any of its addresses will do: after a failure the next one
 * is asked. Safe for use by several threads.
 */
final class GatewayCalls implements AutoCloseable {

  static final Duration LONG_POLL = Duration.ofSeconds(5);

  private static final Duration CONNECT = Duration.ofSeconds(4);
  private static final Duration ANSWER = Duration.ofSeconds(10);

  /** Its topic is made first, and an answer that is lost takes the token with it. */
  private static final Duration ENROLMENT = Duration.ofSeconds(40);

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);
  private static final int SUCCESS = 1000;
  private static final int UNKNOWN_ERROR = 1001;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<URI> gateways;
  private final AtomicInteger current = new AtomicInteger();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(Redirect.NEVER)
          .build();

  GatewayCalls(List<URI> gateways) {
    this.gateways = List.copyOf(gateways);
  }

  /**
   * {@code POST /add_node}; answers its {@code info}.
   *
   * @param besideBroker whether it takes its jobs from the broker, not from the gateway
   */
  JsonNode enrol(String nodeIp, String passwd, boolean besideBroker)
      throws GatewayAwayException, GatewayRefusedException, InterruptedException {
    return call(gateway ->
        request(gateway, "/add_node")
            .timeout(ENROLMENT)
            .POST(
                BodyPublishers.ofString(
                    "node_ip=%s&passwd=%s%s"
                        .formatted(
                            encoded(nodeIp), encoded(passwd), besideBroker ? "&jobs=kafka" : "")))
            .build());
  }

  /** {@code GET /node/jobs}; answers its {@code info} within some seconds, jobs or not. */
  JsonNode jobs(String token, String cursor, GatewayClock clock)
      throws GatewayAwayException, GatewayRefusedException, InterruptedException {
    String after = cursor.isEmpty() ? "" : "&after=" + encoded(cursor);
    return call(gateway ->
        request(gateway, "/node/jobs?wait=" + LONG_POLL.toSeconds() + after + time(clock))
            .header("Authorization", "Bearer " + token)
            .timeout(LONG_POLL.plus(ANSWER))
            .GET()
            .build());
  }

  /** Ours, by which the gateway measures how far we are off. */
  private static String time(GatewayClock clock) {
    return clock.known() ? "&now_ms=" + clock.millis() : "";
  }

  /** {@code POST /deal} with a form; answers its {@code info}. */
  JsonNode deal(String token, String form)
      throws GatewayAwayException, GatewayRefusedException, InterruptedException {
    return call(gateway ->
        request(gateway, "/deal")
            .header("Authorization", "Bearer " + token)
            .POST(BodyPublishers.ofString(form))
            .build());
  }

  private static HttpRequest.Builder request(URI gateway, String path) {
    String root = gateway.toString().replaceFirst("/+$", "");
    return HttpRequest.newBuilder(URI.create(root + path))
        .timeout(ANSWER)
        .header("Content-Type", "application/x-www-form-urlencoded");
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private interface Question {
    HttpRequest to(URI gateway);
  }

  private JsonNode call(Question question)
      throws GatewayAwayException, GatewayRefusedException, InterruptedException {
    int first = current.get();
    String why = "";
    for (int n = 0; n < gateways.size(); n++) {
      URI gateway = gateways.get(Math.floorMod(first + n, gateways.size()));
      try {
        JsonNode info = info(http.send(question.to(gateway), BodyHandlers.ofString()));
        current.set(first + n);
        return info;
      } catch (GatewayAwayException e) {
        if (n == gateways.size() - 1) {
          throw new GatewayAwayException(gateway + ": " + e.getMessage(), e.notBefore());
        }
      } catch (IOException e) {
        why = "%s: %s".formatted(gateway, reason(e));
      }
    }
    throw new GatewayAwayException(why);
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static JsonNode info(HttpResponse<String> answer)
      throws GatewayAwayException, GatewayRefusedException {
    int status = answer.statusCode();
    if (status == 429 || status >= 500) {
      throw new GatewayAwayException("it answered " + status, pause(answer));
    }
    JsonNode envelope = envelope(answer);
    int code = envelope.path("code").asInt();
    String message = envelope.path("msg").asText();
    if (code == UNKNOWN_ERROR && status == 200) {
      throw new GatewayAwayException("it answered: " + message);
    }
    if (code != SUCCESS) {
      throw new GatewayRefusedException(code, message);
    }
    return envelope.path("info");
  }

  private static JsonNode envelope(HttpResponse<String> answer) throws GatewayAwayException {
    try {
      JsonNode json = JSON.readTree(answer.body());
      if (json != null && json.path("code").isInt()) {
        return json;
      }
    } catch (JsonProcessingException e) {
      // Told below: a balancer's page, perhaps.
    }
    throw new GatewayAwayException(
        "it answered %d, and not as a gateway does".formatted(answer.statusCode()));
  }

  private static Duration pause(HttpResponse<String> answer) {
    String seconds = answer.headers().firstValue("Retry-After").orElse("0");
    Duration asked =
        seconds.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(seconds)) : Duration.ZERO;
    return asked.compareTo(LONGEST_PAUSE) < 0 ? asked : LONGEST_PAUSE;
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
