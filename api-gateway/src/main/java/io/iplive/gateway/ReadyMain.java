package io.iplive.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks addresses and ends: with 0 when each answered 200, otherwise with how many did not. */
public final class ReadyMain {

  private static final Logger LOG = LoggerFactory.getLogger(ReadyMain.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private ReadyMain() {}

  public static void main(String[] args) throws InterruptedException {
    System.exit(run(args));
  }

  static int run(String... addresses) throws InterruptedException {
    int failed = 0;
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      for (String address : addresses) {
        String answer = answer(http, URI.create(address));
        LOG.info("{}: {}", address, answer);
        failed += answer.equals("200") ? 0 : 1;
      }
    }
    return failed;
  }

  private static String answer(HttpClient http, URI address) throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
    try {
      HttpResponse<Void> response = http.send(request, BodyHandlers.discarding());
      return Integer.toString(response.statusCode());
    } catch (IOException e) {
      return e.toString();
    }
  }
}
