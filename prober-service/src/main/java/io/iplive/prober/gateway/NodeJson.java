package io.iplive.prober.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iplive.prober.probe.Evidence;
import io.iplive.prober.probe.Failure;
import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.Outcome;
import io.iplive.prober.probe.Phases;
import io.iplive.prober.probe.ProbeReport;
import io.iplive.prober.probe.ProbeRequest;
import io.iplive.prober.probe.Simulation;
import io.iplive.prober.probe.check.Dialogue;
import io.iplive.prober.probe.check.DnsCheck;
import io.iplive.prober.probe.check.ExpectedCodes;
import io.iplive.prober.probe.check.HttpCheck;
import io.iplive.prober.probe.check.HttpMessage;
import io.iplive.prober.probe.check.Keywords;
import io.iplive.prober.probe.demand.Content;
import io.iplive.prober.probe.demand.Demands;
import io.iplive.prober.probe.demand.Identity;
import io.iplive.prober.probe.demand.IpVersion;
import io.iplive.prober.probe.demand.Pings;
import io.iplive.prober.probe.demand.Pins;
import io.iplive.prober.probe.demand.Steps;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Jobs and results of a node as the gateway writes and reads them. */
final class NodeJson {

  private static final String SUCCESS = "200";
  private static final String NO_RESULT = "0";
  private static final String CONNECTION_ERROR = "1";
  private static final String TIMEOUT = "2";
  private static final int SECOND = 1_000;

  private NodeJson() {}

  /**
   * A job.
   *
   * @throws IllegalArgumentException when it cannot be asked of anybody
   */
  static NodeJob job(JsonNode json) {
    long account = json.path("account_id").asLong(json.path("app_name").asText().hashCode());
    return new NodeJob(
        json.path("server_id").asLong(),
        json.path("timestamp").asLong(),
        account,
        Instant.ofEpochMilli(json.path("due_ms").asLong()),
        Instant.ofEpochMilli(json.path("start_by_ms").asLong()),
        request(json).of(account));
  }

  private static ProbeRequest request(JsonNode json) {
    JsonNode simulated = json.path("simulation");
    String dnsType = text(json, "dns_type");
    return new ProbeRequest(
        json.path("protocol").asText(),
        json.path("ip").asText(),
        number(json, "port"),
        Duration.ofMillis(json.path("timeout_ms").asLong(json.path("timeout").asLong() * SECOND)),
        json.path("retry_count").asInt(),
        http(json),
        new Dialogue(text(json, "send"), text(json, "expect")),
        new DnsCheck(
            dnsType == null ? DnsCheck.DEFAULT.type() : dnsType,
            text(json, "dns_server"),
            text(json, "dns_expect")),
        number(json, "days"),
        simulated.isObject()
            ? new Simulation(
                simulated.path("status").asInt(),
                Instant.ofEpochMilli(simulated.path("until_ms").asLong()))
            : null,
        demands(json.path("demands")));
  }

  private static Demands demands(JsonNode json) {
    if (!json.isObject()) {
      return Demands.NONE;
    }
    Integer slow = number(json, "slow_ms");
    String identity = text(json, "client_certificate");
    return new Demands(
        slow == null ? null : Duration.ofMillis(slow),
        IpVersion.of(text(json, "ip_version")),
        Content.of(
            text(json, "pattern"),
            text(json, "json_path"),
            text(json, "json_expect"),
            text(json, "body_sha256")),
        Pins.parse(text(json, "key_pins")),
        identity == null ? null : Identity.parse(identity),
        Steps.parse(text(json, "script")),
        Pings.of(
            number(json, "packets"),
            number(json, "packet_bytes"),
            number(json, "ttl"),
            number(json, "loss_percent")));
  }

  private static HttpCheck http(JsonNode json) {
    String path = text(json, "path");
    String expected = text(json, "http_code");
    String method = text(json, "method");
    String headers = text(json, "headers");
    return new HttpCheck(
        path == null ? "/" : path,
        text(json, "domain"),
        text(json, "cookies"),
        text(json, "user_agent"),
        expected == null ? ExpectedCodes.DEFAULT : ExpectedCodes.parse(expected),
        json.path("tls_verify").asBoolean(true),
        json.path("redirect").asBoolean(false),
        new HttpMessage(
            method == null ? "GET" : method,
            headers == null ? List.of() : HttpMessage.headers(headers),
            text(json, "body")),
        new Keywords(text(json, "keyword"), text(json, "keyword_absent")));
  }

  private static @Nullable String text(JsonNode json, String field) {
    String text = json.path(field).asText("");
    return text.isEmpty() || json.path(field).isNull() ? null : text;
  }

  private static @Nullable Integer number(JsonNode json, String field) {
    return json.path(field).isNumber() ? json.path(field).asInt() : null;
  }

  /**
   * An element of {@code deal}'s {@code data}.
   *
   * @param told whether all that was seen goes along
   */
  static ObjectNode result(NodeJob job, ProbeReport report, boolean suspect, boolean told) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("server_id", job.targetId())
            .put("timestamp", Long.toString(job.roundSeconds()))
            .put("last_status", status(report))
            .put("attempts", report.attempts())
            .put("started_ms", report.startedAt().toEpochMilli())
            .put("finished_ms", report.finishedAt().toEpochMilli());
    if (report.responseMicros() >= 0) {
      json.put("res_time", BigDecimal.valueOf(report.responseMicros(), 3).toPlainString());
    }
    if (report.outcome() instanceof Outcome.NotRun) {
      json.put("not_run", true);
    }
    if (suspect) {
      json.put("suspect", true);
    }
    if (report.last().remoteAddress() != null) {
      json.put("remote_address", report.last().remoteAddress());
    }
    Failure failure = report.failure();
    if (failure != null) {
      json.put("code", failure.fault().code()).put("text", failure.sentence());
      if (failure.phase() != null) {
        json.put("phase", failure.phase().name().toLowerCase(Locale.ROOT));
      }
    }
    json.set("phases", phases(report.last().phases()));
    if (job.request().slow(report)) {
      json.put("slow", true);
    }
    if (told) {
      json.set("evidence", evidence(report.last().evidence()));
    }
    return json;
  }

  private static String status(ProbeReport report) {
    Integer status = report.statusCode();
    return switch (report.outcome()) {
      case Outcome.NotRun _ -> NO_RESULT;
      case Outcome.Up _, Outcome.Down _ when status != null -> status.toString();
      case Outcome.Up _ -> SUCCESS;
      case Outcome.Down(Failure failure) -> timedOut(failure.fault()) ? TIMEOUT : CONNECTION_ERROR;
    };
  }

  private static boolean timedOut(Fault fault) {
    return fault == Fault.TIMEOUT || fault == Fault.CONNECT_TIMEOUT || fault == Fault.DNS_TIMEOUT;
  }

  private static ObjectNode phases(Phases phases) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("resolve", phases.resolveMicros())
        .put("connect", phases.connectMicros())
        .put("tls", phases.tlsMicros())
        .put("send", phases.sendMicros())
        .put("first_byte", phases.firstByteMicros())
        .put("transfer", phases.transferMicros());
  }

  private static ObjectNode evidence(Evidence evidence) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode redirects = json.putArray("redirects");
    evidence.hops().forEach(hop -> redirects.add(hop.statusCode() + " " + hop.location()));
    ArrayNode addresses = json.putArray("addresses");
    evidence.addresses().forEach(addresses::add);
    json.put("head", evidence.head());
    json.put("body", evidence.body());
    ArrayNode certificates = json.putArray("certificates");
    evidence.certificates().forEach(certificates::add);
    return json;
  }
}
