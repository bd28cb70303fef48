package io.iplive.benchmarks.chain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iplive.benchmarks.Complaint;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** Registers groups of records over the API, as a panel does. */
final class Panel implements AutoCloseable {

  static final int RECORDS = 10;
  static final Duration INTERVAL = Duration.ofSeconds(10);

  private static final int CALLS_AT_A_TIME = 8;
  private static final int SUCCESS = 1000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final ExecutorService callers = Executors.newFixedThreadPool(CALLS_AT_A_TIME);
  private final URI call;
  private final String appName;
  private final String token;
  private final int targetPort;
  private final Map<Long, Long> monitorOfGroup = new HashMap<>();

  /**
   * A panel.
   *
   * @param address root of the API
   * @param targetPort where every record's site answers, on loopback
   */
  Panel(String address, String appName, String token, int targetPort) {
    this.call = URI.create(address + "/operate_monitor");
    this.appName = appName;
    this.token = token;
    this.targetPort = targetPort;
  }

  /** Adds groups until there are so many. */
  void growTo(int groups) throws InterruptedException {
    Map<Long, Future<Long>> calls = new LinkedHashMap<>();
    for (long group = monitorOfGroup.size() + 1L; group <= groups; group++) {
      long id = group;
      calls.put(id, callers.submit(() -> register(id)));
    }
    for (Map.Entry<Long, Future<Long>> each : calls.entrySet()) {
      try {
        monitorOfGroup.put(each.getKey(), each.getValue().get());
      } catch (ExecutionException e) {
        throw new Complaint("operate_monitor failed: " + e.getCause(), e);
      }
    }
  }

  /** The system's own id of each group registered. */
  Map<Long, Long> monitorOfGroup() {
    return Map.copyOf(monitorOfGroup);
  }

  private long register(long group) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(call)
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form(group)))
            .build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    try {
      JsonNode json = JSON.readTree(answer.body());
      if (json.path("code").asInt() == SUCCESS) {
        return json.path("info").path("monitor_id").asLong();
      }
    } catch (JsonProcessingException e) {
      throw new IOException("%d %s".formatted(answer.statusCode(), answer.body()), e);
    }
    throw new IOException("%d %s".formatted(answer.statusCode(), answer.body()));
  }

  private String form(long group) {
    List<String> records = new ArrayList<>();
    for (long record = 0; record < RECORDS; record++) {
      records.add(Long.toString(group * RECORDS + record));
    }
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("app_name", appName);
    fields.put("token", token);
    fields.put("group_id", Long.toString(group));
    fields.put("record_ids", String.join(":", records));
    fields.put("ips", String.join(":", Collections.nCopies(RECORDS, "127.0.0.1")));
    fields.put("level", "1");
    fields.put("protocol", "http");
    fields.put("port", Integer.toString(targetPort));
    fields.put("path", "/");
    fields.put("interval", Long.toString(INTERVAL.toSeconds()));
    fields.put("timeout", "3");
    return fields.entrySet().stream()
        .map(field ->
            field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  @Override
  public void close() {
    callers.shutdownNow();
    http.shutdownNow();
  }
}
