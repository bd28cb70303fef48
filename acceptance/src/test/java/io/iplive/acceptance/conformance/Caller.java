package io.iplive.acceptance.conformance;

import io.iplive.acceptance.conformance.Row.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes calls from addresses of this machine. */
final class Caller implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String LOOPBACK = "127.0.0.1";
  private static final String TYPE = "Content-Type";

  private final String root;
  private final Map<String, HttpClient> clients = new HashMap<>();

  /**
   * A caller.
   *
   * @param root address of the gateway without a path
   */
  Caller(String root) {
    this.root = root;
  }

  Answer call(Request request, Words words) throws IOException, InterruptedException {
    String form = request.form().stream().map(words::fillForm).collect(Collectors.joining("&"));
    boolean get = request.method().equals("GET");
    String given = request.query();
    String query = get ? form : given == null ? "" : words.fillForm(given);
    URI address =
        URI.create(root + words.fill(request.path()) + (query.isEmpty() ? "" : "?" + query));
    String json = request.json();
    Map<String, String> headers = new LinkedHashMap<>();
    if (!get) {
      headers.put(TYPE, json == null ? "application/x-www-form-urlencoded" : "application/json");
    }
    request.headers().forEach((name, value) -> headers.put(name, words.fill(value)));
    BodyPublisher body =
        get
            ? BodyPublishers.noBody()
            : BodyPublishers.ofString(json == null ? form : words.fill(json));
    HttpRequest.Builder call =
        HttpRequest.newBuilder(address).timeout(PATIENCE).method(request.method(), body);
    headers.forEach((name, value) -> {
      if (!value.isEmpty()) {
        call.header(name, value);
      }
    });
    return Answer.of(client(request.from()).send(call.build(), BodyHandlers.ofString()));
  }

  private HttpClient client(@Nullable String from) {
    return clients.computeIfAbsent(from == null ? LOOPBACK : from, Caller::bound);
  }

  private static HttpClient bound(String address) {
    try {
      return HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .localAddress(InetAddress.getByName(address))
          .build();
    } catch (UnknownHostException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    clients.values().forEach(HttpClient::close);
  }
}
