package io.iplive.local.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iplive.local.health.HttpAnswers;
import io.iplive.local.instance.Complaint;
import io.iplive.local.instance.DataDirectory;
import io.iplive.local.instance.Secrets;
import io.iplive.local.instance.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The calls for the operator, of the gateway unless it is said otherwise. */
public final class Operator {

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration PATIENCE_WITH_MANY = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String service;
  private final String address;
  private final String token;
  private final String remedy;
  private final HttpAnswers http = new HttpAnswers();

  private Operator(String service, String address, String token, String remedy) {
    this.service = service;
    this.address = address;
    this.token = token;
    this.remedy = remedy;
  }

  /** Of the installation, which has to run. */
  public static Operator of(DataDirectory data) {
    return of(data, "gateway");
  }

  /** The internal calls of the notifier. */
  public static Operator ofNotifier(DataDirectory data) {
    return of(data, "notifier");
  }

  /** A service anywhere. */
  public static Operator at(String service, String address, String token) {
    return new Operator(service, address, token, "is it up, and may it be reached from here?");
  }

  private static Operator of(DataDirectory data, String service) {
    if (!data.exists()) {
      throw notRunning(data);
    }
    return new Operator(
        service,
        "http://127.0.0.1:" + Settings.of(data).port(service),
        Secrets.read(data.secrets()).operatorToken(),
        "start it with ./iplive up -d.");
  }

  private static Complaint notRunning(DataDirectory data) {
    return new Complaint(
        "iplive is not running in %s: start it with ./iplive up -d.".formatted(data.path()));
  }

  /** Makes an account with one app; answers both, with the secrets that are shown once. */
  public JsonNode addAccount(String name, Optional<String> callback) {
    ObjectNode body = JSON.createObjectNode().put("name", name);
    body.put("callback", callback.orElse(null));
    return post("/operator/accounts", body);
  }

  /** Makes a contact; answers its id and secret. */
  public JsonNode addContact(
      String account,
      String type,
      String contactAddress,
      Optional<String> secret,
      boolean byDefault) {
    ObjectNode body =
        JSON.createObjectNode()
            .put("account", account)
            .put("type", type)
            .put("address", contactAddress)
            .put("secret", secret.orElse(null))
            .put("default", byDefault);
    return post("/operator/contacts", body);
  }

  /** Every node: {@code node_id, address, state, remote}. */
  public JsonNode nodes() {
    return get("/operator/nodes");
  }

  /**
   * Does something to the node of an address.
   *
   * @param what {@code token}, {@code approve} or {@code disable}
   */
  public JsonNode node(String what, String nodeIp) {
    return post("/operator/nodes/" + what, JSON.createObjectNode().put("node_ip", nodeIp));
  }

  /** Keeps target ids up to {@code last} for tasks that bring theirs along. */
  public void reserveTargets(long last) {
    post("/operator/imports/reserve", JSON.createObjectNode().put("last_id", last));
  }

  /** Imports monitors, a JSON object each; answers them in their order. */
  public List<JsonNode> importLines(List<String> lines) {
    HttpRequest request =
        request("/api/v1/monitors:import")
            .timeout(PATIENCE_WITH_MANY)
            .header("Content-Type", "application/x-ndjson")
            .POST(BodyPublishers.ofString(String.join("\n", lines)))
            .build();
    HttpResponse<String> answer = send(request);
    List<JsonNode> answers = answer.body().lines().map(line -> parsed(answer, line)).toList();
    if (answer.statusCode() != 200 || answers.size() != lines.size()) {
      throw new Complaint(
          "The gateway answered %d of %d lines (%d); the same command again goes on."
              .formatted(answers.size(), lines.size(), answer.statusCode()));
    }
    return answers;
  }

  /** What the gateway shows at a path of the operators' API. */
  public JsonNode get(String path) {
    return answered(request(path).timeout(PATIENCE).GET().build());
  }

  /** What the gateway answers a call of the operators' API. */
  public JsonNode post(String path, ObjectNode body) {
    return post(path, body, PATIENCE);
  }

  /** The same of a call that may take minutes. */
  public JsonNode postPatiently(String path, ObjectNode body) {
    return post(path, body, PATIENCE_WITH_MANY);
  }

  private JsonNode post(String path, ObjectNode body, Duration patience) {
    return answered(
        request(path)
            .timeout(patience)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + path))
        .header("Authorization", "Bearer " + token);
  }

  private JsonNode answered(HttpRequest request) {
    HttpResponse<String> answer = send(request);
    JsonNode json = parsed(answer, answer.body());
    if (answer.statusCode() != 200) {
      throw new Complaint(
          json.path("error").asText("The %s answered %d".formatted(service, answer.statusCode())));
    }
    return json;
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request);
    } catch (IOException e) {
      throw new Complaint(
          "The %s does not answer at %s (%s): %s".formatted(service, address, e, remedy), e);
    }
  }

  private JsonNode parsed(HttpResponse<String> answer, String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new Complaint(
          "The %s answered %d without JSON.".formatted(service, answer.statusCode()), e);
    }
  }
}
