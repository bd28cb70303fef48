package io.iplive.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A panel, and an operator. */
final class GatewayClient {

  static final String FORM = "application/x-www-form-urlencoded";
  static final String JSON_TYPE = "application/json";

  private static final JsonMapper JSON = new JsonMapper();
  private static final AtomicInteger NAMES = new AtomicInteger();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final int port;

  GatewayClient(int port) {
    this.port = port;
  }

  /** An answer. */
  record Reply(int status, HttpHeaders headers, JsonNode body) {

    int code() {
      return body.path("code").asInt(-1);
    }

    String msg() {
      return body.path("msg").asString();
    }

    JsonNode info() {
      return body.path("info");
    }
  }

  /** An account with one app. */
  record Panel(String appName, String token) {

    /** A form that is accepted as it stands. */
    Map<String, String> form(long groupId) {
      Map<String, String> form = new LinkedHashMap<>();
      form.put("app_name", appName);
      form.put("token", token);
      form.put("group_id", Long.toString(groupId));
      form.put("record_ids", "5:6");
      form.put("ips", "9.9.9.9:8.8.8.8");
      return form;
    }

    Map<String, String> stop(long groupId) {
      Map<String, String> form = form(groupId);
      form.keySet().removeAll(List.of("record_ids", "ips"));
      return form;
    }
  }

  Panel panel() {
    return panel("http://callback.example/cb.php");
  }

  Panel panel(@Nullable String callback) {
    String name = "panel-" + NAMES.incrementAndGet();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("name", name);
    body.put("callback", callback);
    Reply reply = operator("/operator/accounts", body);
    assertThat(reply.status()).isEqualTo(200);
    return new Panel(name, reply.body().get("token").asString());
  }

  long contact(Panel panel) {
    Reply reply =
        operator(
            "/operator/contacts",
            Map.of("account", panel.appName(), "type", "http", "address", "http://c.example/x"));
    assertThat(reply.status()).isEqualTo(200);
    return reply.body().get("contact_id").asLong();
  }

  Reply call(String path, Map<String, String> form) {
    return send(path, FORM, encoded(form), Map.of());
  }

  /** As PHP's curl sends an array of fields. */
  Reply multipart(String path, Map<String, String> form) {
    String boundary = "------------------------f4a7b1c0";
    StringBuilder body = new StringBuilder();
    form.forEach((name, value) -> body.append(part(boundary, name, value)));
    body.append("--").append(boundary).append("--\r\n");
    return send(path, "multipart/form-data; boundary=" + boundary, body.toString(), Map.of());
  }

  static String part(String boundary, String name, String value) {
    return "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
        .formatted(boundary, name, value);
  }

  Reply operator(String path, Map<String, ?> body) {
    return send(
        path,
        JSON_TYPE,
        JSON.writeValueAsString(body),
        Map.of("Authorization", "Bearer " + RunningGateway.OPERATOR_TOKEN));
  }

  Reply send(String path, String type, String body, Map<String, String> headers) {
    HttpRequest.Builder request =
        request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return send(request);
  }

  Reply get(String path, Map<String, String> headers) {
    HttpRequest.Builder request = request(path).GET();
    headers.forEach(request::header);
    return send(request);
  }

  /** A form's answer as it is. */
  String text(String path, Map<String, String> form) {
    HttpRequest request =
        request(path)
            .header("Content-Type", FORM)
            .POST(BodyPublishers.ofString(encoded(form)))
            .build();
    return text(request).body();
  }

  /** The answer to a body of a type, as it is. */
  String raw(String path, String type, String body) {
    return text(request(path)
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body))
            .build())
        .body();
  }

  /** Lines of JSON, answered by lines of JSON. */
  List<JsonNode> lines(String path, String lines, Map<String, String> headers) {
    HttpRequest.Builder request = request(path).POST(BodyPublishers.ofString(lines));
    headers.forEach(request::header);
    return text(request.build()).body().lines().map(JSON::readTree).toList();
  }

  /** A page as it is. */
  String page(String path) {
    return text(request(path).GET().build()).body();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(30));
  }

  private Reply send(HttpRequest.Builder request) {
    HttpResponse<String> answer = text(request.build());
    return new Reply(answer.statusCode(), answer.headers(), JSON.readTree(answer.body()));
  }

  private HttpResponse<String> text(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(field ->
            field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
