package io.iplive.gateway.net;

import io.iplive.gateway.account.AppId;
import io.iplive.gateway.account.ContactId;
import io.iplive.gateway.account.TextPreviews;
import io.iplive.gateway.contact.ContactTests;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** The notifier's internal API: tests of contacts and callbacks, previews of texts. */
public final class NotifierClient implements ContactTests, TextPreviews {

  private static final Logger LOG = LoggerFactory.getLogger(NotifierClient.class);

  /** A test waits for its receiver as long as a delivery does, and the notifier looks it up. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Longer than news takes to the notifier. */
  private static final Duration NEWS = Duration.ofSeconds(5);

  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int OK = 200;
  private static final int UNKNOWN = 404;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .build();

  private final @Nullable URI notifier;
  private final String token;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(3))
          .build();

  /**
   * A client.
   *
   * @param notifier root of its API; null: there is none
   * @param token the operators'
   */
  public NotifierClient(@Nullable URI notifier, String token) {
    this.notifier = notifier;
    this.token = token;
  }

  private record OfContact(long contactId) {}

  private record OfApp(long appId) {}

  @Override
  public Optional<Report> contact(ContactId contact) {
    return tried("/internal/contact-test", new OfContact(contact.value()));
  }

  @Override
  public Optional<Report> callback(AppId app) {
    return tried("/internal/callback-test", new OfApp(app.value()));
  }

  /** What was made a moment ago may not have got to the notifier: then it is asked again. */
  private Optional<Report> tried(String path, Object body) {
    long until = System.nanoTime() + NEWS.toNanos();
    try {
      HttpResponse<byte[]> response = sent(path, body);
      while (response != null && response.statusCode() == UNKNOWN && System.nanoTime() < until) {
        Thread.sleep(PAUSE);
        response = sent(path, body);
      }
      return read(path, response, Report.class);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  @Override
  public Optional<Composed> preview(Wanted wanted) {
    return post("/internal/preview", wanted, Composed.class);
  }

  /**
   * Asks the notifier for something.
   *
   * @return empty when it cannot be asked or does not do it; the log says why
   */
  public <T> Optional<T> post(String path, Object body, Class<T> answer) {
    try {
      return read(path, sent(path, body), answer);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static <T> Optional<T> read(
      String path, @Nullable HttpResponse<byte[]> response, Class<T> answer) {
    if (response == null) {
      return Optional.empty();
    }
    if (response.statusCode() != OK) {
      LOG.warn("The notifier answered {} with {}", path, response.statusCode());
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(response.body(), answer));
    } catch (JacksonException e) {
      LOG.warn("The notifier's answer to {} cannot be read", path, e);
      return Optional.empty();
    }
  }

  /** Null: there was no answer. */
  private @Nullable HttpResponse<byte[]> sent(String path, Object body)
      throws InterruptedException {
    if (notifier == null) {
      LOG.warn("{} is not asked: iplive.notifier.url is not set", path);
      return null;
    }
    HttpRequest request =
        HttpRequest.newBuilder(notifier.resolve(path))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
            .build();
    try {
      return http.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      LOG.warn("The notifier did not answer {}", path, e);
      return null;
    }
  }
}
