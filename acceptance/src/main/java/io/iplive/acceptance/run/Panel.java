package io.iplive.acceptance.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A panel that calls the API.
 *
 * @param address of the gateway
 * @param callbackSecret that callbacks to it are signed with
 */
public record Panel(String address, String app, String token, String callbackSecret) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /**
   * An answer.
   *
   * @param at when it had arrived
   */
  public record Answer(int code, String message, JsonNode info, Instant at) {

    /** The target id of a record, of operate_monitor. */
    public long target(long record) {
      return info.path("records").path(Long.toString(record)).asLong();
    }
  }

  public Answer operateMonitor(long group, Map<String, String> parameters)
      throws IOException, InterruptedException {
    return call("operate_monitor", group, parameters);
  }

  public Answer stopMonitor(long group) throws IOException, InterruptedException {
    return call("stop_monitor", group, Map.of());
  }

  private Answer call(String name, long group, Map<String, String> parameters)
      throws IOException, InterruptedException {
    Map<String, String> form = new LinkedHashMap<>(parameters);
    form.put("app_name", app);
    form.put("token", token);
    form.put("group_id", Long.toString(group));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + "/" + name))
            .timeout(PATIENCE)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(encoded(form)))
            .build();
    String body = HTTP.send(request, BodyHandlers.ofString()).body();
    JsonNode answer = JSON.readTree(body);
    return new Answer(
        answer.path("code").asInt(),
        answer.path("msg").asText(),
        answer.path("info"),
        Instant.now());
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(field ->
            field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
