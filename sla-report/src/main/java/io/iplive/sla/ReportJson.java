package io.iplive.sla;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iplive.sla.figures.OutageLine;
import io.iplive.sla.figures.OutageSums;
import io.iplive.sla.figures.Report;
import io.iplive.sla.figures.ResponseTimes;
import io.iplive.sla.figures.Target;
import io.iplive.sla.figures.TargetLine;
import io.iplive.sla.figures.Terms;
import io.iplive.sla.history.Notices.Step;
import io.iplive.sla.span.Grid;
import io.iplive.sla.span.Kind;
import io.iplive.sla.span.Times;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** All of a report; fields end in the unit they are in. Times of day are UTC, dates the zone's. */
final class ReportJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ReportJson() {}

  static String of(Report report) {
    ObjectNode root = JSON.createObjectNode();
    Terms terms = report.terms();
    root.put("account", report.account());
    root.put("from", report.range().from().toString());
    root.put("to", report.range().to().toString());
    root.put("zone", report.range().zone().getId());
    root.put("target", terms.goal());
    root.put("maintenance", terms.maintenanceExcluded() ? "excluded" : "counted");
    ObjectNode sources = root.putObject("sources");
    sources.put("exact_from", report.coverage().exactFrom().map(Instant::toString).orElse(null));
    sources.put("by_round_s", seconds(report.coverage().exactMillis()));
    sources.put("by_hour_s", seconds(report.coverage().rolledMillis()));
    sources.put("no_record_s", seconds(report.times().of(Kind.UNKNOWN)));
    root.put("availability", terms.availability(report.times()).orElse(null));
    root.put("targets_met", report.met());
    root.put("targets_missed", report.targets().size() - report.met());
    root.put("penalty_minutes", report.penaltyMinutes());
    times(root, report.times());
    outages(root, report.outages(), report.times());
    responses(root, report.responses());
    days(root.putArray("days"), report);
    hours(root.putArray("hours"), report);
    ArrayNode targets = root.putArray("targets");
    report.targets().forEach(line -> target(targets.addObject(), line, terms));
    ArrayNode log = root.putArray("outage_log");
    report.outageLines().forEach(line -> outage(log.addObject(), line));
    nodes(root.putArray("nodes"), report);
    channels(root.putArray("deliveries"), report);
    root.put("round_callbacks_given_up", report.notices().roundsGivenUp());
    return root.toPrettyString() + "\n";
  }

  private static void times(ObjectNode node, Times times) {
    ObjectNode seconds = node.putObject("seconds");
    for (Kind kind : Kind.values()) {
      seconds.put(kind.name().toLowerCase(Locale.ROOT), seconds(times.of(kind)));
    }
    seconds.put("down_in_maintenance", seconds(times.expected()));
  }

  private static void outages(ObjectNode node, OutageSums sums, Times times) {
    ObjectNode outages = node.putObject("outages");
    outages.put("count", sums.count());
    outages.put("began", sums.began());
    outages.put("recovered", sums.recovered());
    outages.put("mttr_s", sums.mttr().map(ReportJson::seconds).orElse(null));
    outages.put("mtbf_s", sums.mtbf(times.of(Kind.UP)).map(ReportJson::seconds).orElse(null));
    outages.put("longest_s", sums.count() == 0 ? null : seconds(sums.longestMillis()));
    outages.put("unchecked_s", seconds(sums.uncheckedMillis()));
  }

  private static void responses(ObjectNode node, Optional<ResponseTimes> responses) {
    if (responses.isEmpty()) {
      node.putNull("response_ms");
      return;
    }
    ResponseTimes times = responses.get();
    ObjectNode response = node.putObject("response_ms");
    response.put("count", times.count());
    response.put("mean", times.mean());
    response.put("p50", times.p50());
    response.put("p90", times.p90());
    response.put("p95", times.p95());
    response.put("p99", times.p99());
  }

  private static void days(ArrayNode days, Report report) {
    for (int day = 0; day < report.grid().dates().size(); day++) {
      long up = 0;
      long down = 0;
      long expected = 0;
      for (TargetLine line : report.targets()) {
        up += line.days().up(day);
        down += line.days().down(day);
        expected += line.days().expected(day);
      }
      ObjectNode node = days.addObject();
      node.put("date", report.grid().dates().get(day).toString());
      node.put("up_s", seconds(up));
      node.put("down_s", seconds(down));
      node.put("down_in_maintenance_s", seconds(expected));
      long known = up + report.terms().down(down, expected);
      node.put("availability", Terms.availability(up, known).orElse(null));
    }
  }

  /** Those with time down. */
  private static void hours(ArrayNode hours, Report report) {
    Grid grid = report.grid();
    for (int cell = 0; cell < grid.size(); cell++) {
      if (report.heat().down(cell) > 0) {
        ObjectNode node = hours.addObject();
        node.put("from", Instant.ofEpochMilli(grid.start(cell)).toString());
        node.put("hour", grid.hour(cell));
        node.put("up_s", seconds(report.heat().up(cell)));
        node.put("down_s", seconds(report.heat().down(cell)));
        node.put("down_in_maintenance_s", seconds(report.heat().expected(cell)));
      }
    }
  }

  private static void target(ObjectNode node, TargetLine line, Terms terms) {
    named(node, line.target());
    node.put("record_id", line.target().record());
    node.put("app", line.target().app());
    node.put("group_id", line.target().group());
    node.put("availability", terms.availability(line.times()).orElse(null));
    node.put("target_met", terms.met(line.times()));
    node.put("penalty_minutes", terms.penaltyMinutes(line.times()));
    times(node, line.times());
    outages(node, line.outages(), line.times());
    node.put("checks", line.checks());
    node.put("checks_down", line.checksDown());
    responses(node, line.responses());
  }

  private static void named(ObjectNode node, Target target) {
    node.put("monitor_id", target.monitor());
    node.put("target_id", target.id());
    node.put("name", target.name());
    node.put("address", target.address());
  }

  private static void outage(ObjectNode node, OutageLine line) {
    node.put("outage_id", line.id());
    named(node, line.target());
    node.put("since", line.since().toString());
    node.put("until", line.until().map(Instant::toString).orElse(null));
    node.put("in_range_s", seconds(line.millis()));
    node.put("reason", line.end().name().toLowerCase(Locale.ROOT));
    node.put("failure_code", line.code());
    node.put("in_maintenance", line.expectedMillis() > 0);
    node.put("in_maintenance_s", seconds(line.expectedMillis()));
    node.put("unchecked_s", seconds(line.uncheckedMillis()));
  }

  private static void nodes(ArrayNode nodes, Report report) {
    report
        .nodes()
        .forEach((id, tally) -> {
          ObjectNode node = nodes.addObject();
          node.put("node_id", id);
          node.put("address", report.addresses().get(id));
          node.put("up", tally.up());
          node.put("down", tally.down());
          node.put("silent", tally.silent());
          boolean timed = tally.responses().count() > 0;
          node.put("p50_ms", timed ? tally.responses().percentile(50) : null);
          node.put("p95_ms", timed ? tally.responses().percentile(95) : null);
        });
  }

  private static void channels(ArrayNode channels, Report report) {
    report
        .notices()
        .channels()
        .forEach((name, channel) -> {
          ObjectNode node = channels.addObject();
          node.put("channel", name);
          for (Step step : Step.values()) {
            node.put(step.name().toLowerCase(Locale.ROOT), channel.count(step));
          }
          boolean timed = channel.latencies().count() > 0;
          node.put("p50_ms", timed ? channel.latencies().percentile(50) : null);
          node.put("p95_ms", timed ? channel.latencies().percentile(95) : null);
          node.put("sms_parts", channel.parts());
        });
  }

  private static BigDecimal seconds(long millis) {
    return new BigDecimal(ReportCsv.seconds(millis));
  }
}
