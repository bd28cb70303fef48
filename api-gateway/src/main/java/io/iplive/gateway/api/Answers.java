package io.iplive.gateway.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.iplive.gateway.call.Refusal;
import io.iplive.gateway.monitor.Monitor;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** What the iplive API says (contracts/iplive.md, "Transport and envelope"), counted. */
public final class Answers {

  /** The calls that are counted by name. */
  static final Set<String> CALLS =
      Set.of(
          "operate_monitor",
          "update_monitor",
          "stop_monitor",
          "list_monitor",
          "monitor_status",
          "explain_monitor",
          "add_node",
          "node/jobs",
          "deal");

  private static final String CONTENT_TYPE = "application/json; charset=utf-8";
  private static final int MOST_ECHOED = 100;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private final MeterRegistry meters;

  Answers(MeterRegistry meters) {
    this.meters = meters;
  }

  private record Nothing() {}

  private record Operated(
      long monitorId, boolean created, Map<String, Long> records, List<String> ignored) {}

  private record Stopped(List<String> ignored) {}

  private record Missing(List<String> missing) {}

  private record Unusable(String param, String value) {}

  private record Failed(String errorId) {}

  static Answer operated(Monitor monitor, boolean created, List<String> ignored) {
    String msg = created ? "insert monitor successfully." : "update monitor successfully.";
    return new Answer(
        Answer.SUCCESS,
        msg,
        new Operated(monitor.id().value(), created, records(monitor), ignored));
  }

  /** Target ids by record id. */
  static Map<String, Long> records(Monitor monitor) {
    Map<String, Long> records = new LinkedHashMap<>();
    monitor
        .targets()
        .forEach(target -> records.put(Long.toString(target.recordId()), target.id().value()));
    return records;
  }

  static Answer stopped(List<String> ignored) {
    return new Answer(Answer.SUCCESS, "stop monitor successfully", new Stopped(ignored));
  }

  static Answer refused(Refusal refusal) {
    return switch (refusal) {
      case Refusal.Lack(List<String> missing) ->
          new Answer(1002, "Lack of Param: " + String.join(", ", missing), new Missing(missing));
      case Refusal.ParamError(String param, String value, String allowed) -> {
        String what = param.equals("interval") ? "scan interval not valid" : "Param Error";
        String shown = echoed(value);
        String msg = "%s: %s=%s, allowed %s".formatted(what, echoed(param), shown, allowed);
        yield new Answer(1003, msg, new Unusable(echoed(param), shown));
      }
      case Refusal.WrongToken() -> new Answer(1004, "Token not right", new Nothing());
      case Refusal.NoCallback() ->
          new Answer(1005, "Not found valid function for app name", new Nothing());
    };
  }

  static Answer failed(String errorId) {
    return new Answer(
        Answer.UNKNOWN_ERROR, "Unknow Error: error id " + errorId, new Failed(errorId));
  }

  static Answer unhandled(String sentence) {
    return new Answer(Answer.UNKNOWN_ERROR, "Unknow Error: " + sentence, new Nothing());
  }

  /** With status 200, as every handled call. */
  public ResponseEntity<byte[]> send(HttpServletRequest request, Answer answer) {
    return send(request, HttpStatus.OK, new HttpHeaders(), answer);
  }

  ResponseEntity<byte[]> send(
      HttpServletRequest request, HttpStatus status, HttpHeaders headers, Answer answer) {
    String path = request.getRequestURI();
    String call = path.isEmpty() ? "" : path.substring(1);
    meters
        .counter(
            "iplive.gateway.calls",
            "call",
            CALLS.contains(call) ? call : "other",
            "code",
            Integer.toString(answer.code()))
        .increment();
    headers.set(HttpHeaders.CONTENT_TYPE, CONTENT_TYPE);
    return new ResponseEntity<>(JSON.writeValueAsBytes(answer), headers, status);
  }

  private static String echoed(String value) {
    return value.codePointCount(0, value.length()) <= MOST_ECHOED
        ? value
        : value.substring(0, value.offsetByCodePoints(0, MOST_ECHOED));
  }
}
