package io.iplive.benchmarks.notifier;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.iplive.benchmarks.Complaint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Rounds that the notifier says a newer one took the place of. */
final class Conflated implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String METRIC = "/actuator/metrics/iplive.notifier.callbacks.conflated";

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;

  /**
   * A reader.
   *
   * @param port of the notifier
   */
  Conflated(int port) {
    this.port = port;
  }

  long count() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + METRIC)).build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new Complaint("the notifier does not say what it conflated: " + answer.body());
    }
    return JSON.readTree(answer.body()).path("measurements").path(0).path("value").asLong();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
