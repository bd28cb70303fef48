package io.iplive.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.iplive.acceptance.run.Installation;
import io.iplive.acceptance.run.Iplive;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Every metric that the operators' guide tells to watch is served by the service it names. */
record WatchStory(Installation installation) {

  private static final Pattern ROW = Pattern.compile("\\| (\\w+) \\| (.*`iplive_.*)");
  private static final Pattern METRIC = Pattern.compile("`(iplive_[a-z_]+)");
  private static final List<String> SERVICES =
      List.of("gateway", "scheduler", "prober", "verdict", "notifier");

  void play() throws IOException, InterruptedException {
    Map<String, String> served = new LinkedHashMap<>();
    for (JsonNode part : installation.status().path("parts")) {
      String service = part.path("name").asText().replace("prober-1", "prober");
      if (SERVICES.contains(service)) {
        served.put(service, metrics(part.path("port").asInt()));
      }
    }
    assertThat(served.keySet()).containsExactlyInAnyOrderElementsOf(SERVICES);
    Map<String, List<String>> told = told();
    assertThat(told.keySet()).contains("all").containsAll(SERVICES);
    told.forEach((of, metrics) ->
        served.forEach((service, text) -> {
          if (of.equals("all") || of.equals(service)) {
            assertThat(metrics)
                .as(service)
                .allSatisfy(metric -> assertThat(text).contains("\n" + metric));
          }
        }));
  }

  private static Map<String, List<String>> told() throws IOException {
    Map<String, List<String>> told = new LinkedHashMap<>();
    for (String line : Files.readAllLines(Iplive.root().resolve("docs/operations.md"))) {
      ROW.matcher(line)
          .results()
          .forEach(row ->
              told.put(
                  row.group(1),
                  METRIC
                      .matcher(row.group(2))
                      .results()
                      .map((MatchResult metric) -> metric.group(1))
                      .toList()));
    }
    return told;
  }

  private static String metrics(int port) throws IOException, InterruptedException {
    URI address = URI.create("http://127.0.0.1:%d/actuator/prometheus".formatted(port));
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
    }
  }
}
