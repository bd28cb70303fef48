package io.iplive.notifier.sms;

import io.iplive.notifier.smsc.Asked;
import io.iplive.notifier.smsc.Known;
import io.iplive.notifier.smsc.PhoneState;
import io.iplive.notifier.smsc.Said;
import io.iplive.notifier.smsc.SmsBook.Unsettled;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The provider's API: one request a call, nothing repeated. */
public final class SmscClient implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MICROS = 6;

  /** A question for one message is refused so, or told the state -3, when there is none. */
  private static final int NOT_FOUND = 3;

  private static final long MOST_READ = 1024 * 1024;

  private final SmscAccess access;
  private final HttpClient http;

  public SmscClient(SmscAccess access) {
    this.access = access;
    this.http = HttpClient.newBuilder().connectTimeout(access.timeout()).build();
  }

  /**
   * What the provider is given.
   *
   * @param turn which of its hosts: from 0
   */
  record Giving(int smsId, String phone, String text, @Nullable String sender, int turn) {}

  Said send(Giving message) throws InterruptedException {
    Map<String, String> form = login();
    form.put("phones", message.phone());
    form.put("mes", message.text());
    form.put("charset", "utf-8");
    form.put("fmt", "3");
    form.put("cost", "3");
    form.put("valid", "1");
    form.put("id", Integer.toString(message.smsId()));
    if (message.sender() != null) {
      form.put("sender", message.sender());
    }
    try {
      JsonNode answer = call(access.host(message.turn()), "send.php", form);
      if (answer.has("error_code")) {
        return refused(answer);
      }
      return answer.has("id") && answer.has("cnt")
          ? new Said.Taken(number(answer, "cnt"), micros(answer.path("cost")))
          : new Said.Nothing("Neither an id nor an error: " + answer);
    } catch (IOException e) {
      return new Said.Nothing(String.valueOf(e.getMessage()));
    }
  }

  /**
   * What the provider knows of a message.
   *
   * @param turn which of its hosts is asked: from 0
   */
  Asked<Known> status(int smsId, String phone, int turn) throws InterruptedException {
    Map<String, String> form = login();
    form.put("phone", phone);
    form.put("id", Integer.toString(smsId));
    form.put("charset", "utf-8");
    form.put("fmt", "3");
    Asked<Known> asked =
        ask(
            access.host(turn),
            "status.php",
            form,
            answer -> {
              if (!answer.has("status")) {
                throw new IOException("Neither a state nor an error: " + answer);
              }
              return known(answer);
            });
    return asked instanceof Asked.Refused(Said.Refused why) && why.code() == NOT_FOUND
        ? new Asked.Told<>(new Known.Missing())
        : asked;
  }

  private static Known known(JsonNode message) {
    int state = number(message, "status");
    return state == PhoneState.MISSING
        ? new Known.Missing()
        : new Known.Here(state, number(message, "err"));
  }

  /** A message and what the provider knows of it. */
  record Report(int smsId, Known known) {}

  /** What the provider knows of several messages. */
  Asked<List<Report>> states(List<Unsettled> messages) throws InterruptedException {
    Map<String, String> form = login();
    // The trailing comma makes it a list, of one too.
    form.put("phone", list(messages.stream().map(Unsettled::phone).toList()));
    form.put("id", list(messages.stream().map(m -> Integer.toString(m.smsId())).toList()));
    form.put("charset", "utf-8");
    form.put("fmt", "3");
    return ask(access.root(), "status.php", form, SmscClient::reports);
  }

  private static List<Report> reports(JsonNode answer) {
    List<Report> reports = new ArrayList<>();
    for (JsonNode each : answer) {
      if (each.has("id") && each.has("status")) {
        reports.add(new Report(number(each, "id"), known(each)));
      }
    }
    return reports;
  }

  private static String list(List<String> values) {
    return String.join(",", values) + ",";
  }

  /** The balance in micro-units. */
  Asked<Long> balance() throws InterruptedException {
    Map<String, String> form = login();
    form.put("fmt", "3");
    return ask(
        access.root(),
        "balance.php",
        form,
        answer -> {
          if (!answer.has("balance")) {
            throw new IOException("Neither a balance nor an error: " + answer);
          }
          return micros(answer.path("balance"));
        });
  }

  /** How an answer is read that is no error. */
  private interface Reading<T> {

    T of(JsonNode answer) throws IOException;
  }

  private <T> Asked<T> ask(URI host, String script, Map<String, String> form, Reading<T> reading)
      throws InterruptedException {
    try {
      JsonNode answer = call(host, script, form);
      return answer.has("error_code")
          ? new Asked.Refused<>(refused(answer))
          : new Asked.Told<>(reading.of(answer));
    } catch (IOException e) {
      return new Asked.Nothing<>(String.valueOf(e.getMessage()));
    }
  }

  private Map<String, String> login() {
    Map<String, String> form = new LinkedHashMap<>();
    if (access.byKey()) {
      form.put("apikey", access.password());
    } else {
      form.put("login", access.login());
      form.put("psw", access.password());
    }
    return form;
  }

  private JsonNode call(URI host, String script, Map<String, String> form)
      throws IOException, InterruptedException {
    String body =
        form.entrySet().stream()
            .map(field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    HttpRequest request =
        HttpRequest.newBuilder(host.resolve("/sys/" + script))
            .timeout(access.timeout())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = answer(request);
    if (answer.statusCode() != 200) {
      throw new IOException("HTTP " + answer.statusCode());
    }
    try {
      return JSON.readTree(answer.body());
    } catch (JacksonException e) {
      throw new IOException("The answer is not JSON", e);
    }
  }

  /** The whole of it, its body too, within the time of a request. */
  private HttpResponse<String> answer(HttpRequest request)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<String>> answer =
        http.sendAsync(
            request,
            BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), MOST_READ));
    try {
      return answer.get(access.timeout().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new IOException("No whole answer within " + access.timeout().toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  private static Said.Refused refused(JsonNode answer) {
    return new Said.Refused(number(answer, "error_code"), answer.path("error").asString(""));
  }

  /** Numbers come as numbers or as strings. */
  private static int number(JsonNode answer, String name) {
    return (int) micros(answer.path(name), 0);
  }

  private static long micros(JsonNode value) {
    return micros(value, MICROS);
  }

  private static long micros(JsonNode value, int places) {
    try {
      return new BigDecimal(value.asString("0").strip())
          .movePointRight(places)
          .setScale(0, RoundingMode.HALF_UP)
          .longValue();
    } catch (NumberFormatException _) {
      return 0;
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
