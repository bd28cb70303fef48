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
    return post("/internal/contact-test", new OfContact(contact.value()), Report.class);
  }

  @Override
  public Optional<Report> callback(AppId app) {
    return post("/internal/callback-test", new OfApp(app.value()), Report.class);
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
    if (notifier == null) {
      LOG.warn("{} is not asked: iplive.notifier.url is not set", path);
      return Optional.empty();
    }
    HttpRequest request =
        HttpRequest.newBuilder(notifier.resolve(path))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
            .build();
    try {
      HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
      if (response.statusCode() == 200) {
        return Optional.of(JSON.readValue(response.body(), answer));
      }
      LOG.warn("The notifier answered {} with {}", path, response.statusCode());
    } catch (IOException | JacksonException e) {
      LOG.warn("The notifier did not answer {}", path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }
}
