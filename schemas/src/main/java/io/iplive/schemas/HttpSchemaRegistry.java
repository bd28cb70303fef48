package io.iplive.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.Base64;
import java.util.Map;
import org.apache.avro.Schema;

/** A Confluent-compatible registry over its REST API; asks each time, caching is the serde's. */
public final class HttpSchemaRegistry implements SchemaRegistry {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String address;
  private final String login;
  private final HttpClient http;

  /**
   * A client of the registry at {@code address}.
   *
   * @param address root of the API, e.g. {@code http://registry:8081}, without a trailing slash; a
   *     login stands in it, percent-encoded, as in {@code https://user:password@registry}
   */
  public HttpSchemaRegistry(String address) {
    this(address, "");
  }

  /**
   * One whose certificate is of an authority of its own.
   *
   * @param authorities PEM file of all that are trusted, in the place of the JVM's; empty: the
   *     JVM's
   * @throws IllegalArgumentException when there are none in that file
   */
  public HttpSchemaRegistry(String address, String authorities) {
    HttpClient.Builder client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT);
    this.http =
        (authorities.isEmpty() ? client : client.sslContext(Authorities.context(authorities)))
            .build();
    String user = URI.create(address).getUserInfo();
    this.login = user == null ? "" : "Basic " + base64(user);
    this.address = address.replaceFirst("//[^/@]*@", "//");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int register(String subject, Schema schema) {
    String path = "/subjects/" + encoded(subject) + "/versions";
    String body = json(Map.of("schema", schema.toString()));
    HttpResponse<String> answer = send("register " + subject, request(path), "POST", body);
    if (answer.statusCode() == 409 || answer.statusCode() == 422) {
      throw new SchemaRefusedException(subject, answer.statusCode(), answer.body());
    }
    int id = parsed(answer, "register " + subject).path("id").asInt();
    String level = json(Map.of("compatibility", "FULL_TRANSITIVE"));
    HttpResponse<String> set =
        send("configure " + subject, request("/config/" + encoded(subject)), "PUT", level);
    parsed(set, "configure " + subject);
    return id;
  }

  @Override
  public Schema schema(int id) {
    HttpResponse<String> answer = send("schema " + id, request("/schemas/ids/" + id), "GET", "");
    if (answer.statusCode() == 404) {
      throw new UnknownSchemaException(id);
    }
    return new Schema.Parser().parse(parsed(answer, "schema " + id).path("schema").asText());
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + path))
            .timeout(TIMEOUT)
            .header("Content-Type", CONTENT_TYPE)
            .header("Accept", CONTENT_TYPE + ", application/json");
    return login.isEmpty() ? request : request.header("Authorization", login);
  }

  private HttpResponse<String> send(
      String what, HttpRequest.Builder request, String method, String body) {
    HttpRequest.BodyPublisher publisher =
        body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    try {
      return http.send(request.method(method, publisher).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new RegistryUnavailableException(what, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryUnavailableException(what, e);
    }
  }

  private static JsonNode parsed(HttpResponse<String> answer, String what) {
    if (answer.statusCode() != 200) {
      throw new RegistryUnavailableException(what, answer.statusCode());
    }
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new RegistryUnavailableException(what, e);
    }
  }

  private static String json(Map<String, String> fields) {
    return JSON.valueToTree(fields).toString();
  }

  private static String encoded(String subject) {
    return URLEncoder.encode(subject, StandardCharsets.UTF_8);
  }
}
