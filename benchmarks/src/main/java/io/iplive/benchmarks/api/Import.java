package io.iplive.benchmarks.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iplive.benchmarks.Complaint;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** {@code POST /api/v1/monitors:import} of groups of one record each. */
record Import(String address, String operatorToken, String app) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Sends them in one call and reads every line's answer. */
  Duration of(int monitors, long firstGroup, Path folder) throws IOException, InterruptedException {
    Path file = folder.resolve("monitors.ndjson");
    write(file, monitors, firstGroup);
    long begun = System.nanoTime();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + "/api/v1/monitors:import"))
            .header("Authorization", "Bearer " + operatorToken)
            .header("Content-Type", "application/x-ndjson")
            .POST(BodyPublishers.ofFile(file))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<java.io.InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
      require(answer, monitors);
    }
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private static void require(HttpResponse<java.io.InputStream> answer, int monitors)
      throws IOException {
    int good = 0;
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!JSON.readTree(line).path("result").asText().equals("ok")) {
          throw new Complaint("the import answered %d: %s".formatted(answer.statusCode(), line));
        }
        good++;
      }
    }
    if (good != monitors) {
      throw new Complaint("%d of %d lines were answered".formatted(good, monitors));
    }
  }

  private void write(Path file, int monitors, long firstGroup) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (long group = firstGroup; group < firstGroup + monitors; group++) {
        ObjectNode line = JSON.createObjectNode();
        line.put("app_name", app);
        line.put("group_id", group);
        line.put("record_ids", Long.toString(group));
        line.put("ips", "127.0.0.1");
        line.put("interval", 300);
        out.write(line.toString());
        out.newLine();
      }
    }
  }
}
