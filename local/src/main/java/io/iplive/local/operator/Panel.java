package io.iplive.local.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iplive.local.health.HttpAnswers;
import io.iplive.local.instance.Complaint;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** A customer's calls to the gateway: what a panel does. */
public final class Panel {

  private static final int SUCCESS = 1000;

  private final String address;
  private final Duration patience;
  private final HttpAnswers http = new HttpAnswers();

  public Panel(String address, Duration patience) {
    this.address = address;
    this.patience = patience;
  }

  /** The form of a call, as it goes over the wire. */
  public static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field ->
            field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  /** The answer's {@code info}; anything but success is a complaint. */
  public JsonNode call(String action, Map<String, String> fields) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + "/" + action))
            .timeout(patience)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form(fields)))
            .build();
    try {
      String body = http.send(request).body();
      JsonNode answer = new ObjectMapper().readTree(body);
      if (answer.path("code").asInt() != SUCCESS) {
        throw new Complaint("%s was refused: %s".formatted(action, body));
      }
      return answer.path("info");
    } catch (IOException e) {
      throw Complaint.about("gateway", "%s failed at %s (%s).".formatted(action, address, e), e);
    }
  }
}
