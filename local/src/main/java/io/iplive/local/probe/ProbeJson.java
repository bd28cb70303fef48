package io.iplive.local.probe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iplive.prober.probe.Evidence;
import io.iplive.prober.probe.Failure;
import io.iplive.prober.probe.Learned;
import io.iplive.prober.probe.Outcome;
import io.iplive.prober.probe.Phases;
import io.iplive.prober.probe.ProbeReport;
import io.iplive.prober.probe.ProbeRequest;
import java.util.Locale;

/** A probe's report for programs. */
final class ProbeJson {

  private ProbeJson() {}

  static ObjectNode of(ProbeRequest request, ProbeReport report) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", request.protocol())
            .put("target", request.address())
            .put("port", request.port())
            .put("outcome", outcome(report.outcome()))
            .put("status", report.statusCode())
            .put("remote_address", report.last().remoteAddress())
            .put("attempts", report.attempts())
            .put("response_us", report.responseMicros())
            .put("slow", request.slow(report))
            .put("started_at", report.startedAt().toString());
    json.set("phases_us", phases(report.last().phases()));
    Failure failure = report.failure();
    if (failure != null) {
      json.putObject("failure")
          .put("code", failure.fault().code())
          .put("name", failure.fault().name())
          .put(
              "phase",
              failure.phase() == null ? null : failure.phase().name().toLowerCase(Locale.ROOT))
          .put("text", failure.sentence());
    }
    Learned learned = report.last().learned();
    if (learned != null) {
      json.set("found", new Finds(learned, report.finishedAt()).json());
    }
    json.set("evidence", evidence(report.last().evidence()));
    return json;
  }

  private static String outcome(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Up _ -> "up";
      case Outcome.Down _ -> "down";
      case Outcome.NotRun _ -> "not_run";
    };
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
    ArrayNode hops = json.putArray("redirects");
    evidence
        .hops()
        .forEach(hop ->
            hops.addObject().put("status", hop.statusCode()).put("location", hop.location()));
    json.put("head", evidence.head()).put("body", evidence.body());
    ArrayNode addresses = json.putArray("addresses");
    evidence.addresses().forEach(addresses::add);
    ArrayNode certificates = json.putArray("certificates");
    evidence.certificates().forEach(certificates::add);
    return json;
  }
}
