package io.iplive.local.health;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Small questions over HTTP to parts on loopback. */
public final class HttpAnswers {

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  /** The answer, whatever its code. */
  public HttpResponse<String> get(String address) throws IOException {
    return send(HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE).build());
  }

  /** The answer, whatever its code. */
  public HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
