package io.iplive.sla.page;

import io.iplive.sla.figures.OutageLine;
import io.iplive.sla.figures.Report;
import io.iplive.sla.figures.ResponseTimes;
import io.iplive.sla.figures.Target;
import io.iplive.sla.figures.TargetLine;
import io.iplive.sla.figures.Terms;
import io.iplive.sla.history.Notices.Channel;
import io.iplive.sla.history.Notices.Step;
import io.iplive.sla.history.Outages.End;
import io.iplive.sla.words.Voice;
import io.iplive.sla.words.Word;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;

/** A report's tables. */
final class Tables {

  /** So many targets are listed; all are in the figures, and in the other formats. */
  static final int TARGETS = 500;

  /** So many outages are listed; the JSON has all. */
  static final int OUTAGES = 200;

  private final Report report;
  private final Voice voice;
  private final Charts charts;

  Tables(Report report, Voice voice, Charts charts) {
    this.report = report;
    this.voice = voice;
    this.charts = charts;
  }

  void targets(Markup page) {
    Terms terms = report.terms();
    Comparator<TargetLine> worstFirst =
        Comparator.comparing(
            line -> terms.availability(line.times()).orElse(BigDecimal.valueOf(101)));
    List<TargetLine> lines = report.targets().stream().sorted(worstFirst).limit(TARGETS).toList();
    if (lines.size() < report.targets().size()) {
      page.put(
          "<p class=\"note\">%s</p>",
          voice.say(Word.WORST, voice.number(lines.size()), voice.number(report.targets().size())));
    }
    head(
        page,
        List.of(Word.ADDRESS, Word.DAYS),
        List.of(
            Word.AVAILABILITY, Word.DOWNTIME, Word.OUTAGES, Word.LONGEST, Word.MTTR, Word.PENALTY),
        List.of("p95"));
    for (TargetLine line : lines) {
      page.raw("<tr>");
      name(page, line.target());
      page.raw("<td>");
      charts.strip(page, line, terms);
      page.put(
          "</td><td class=\"n%s\">%s</td>",
          terms.met(line.times()) ? "" : " missed",
          terms.availability(line.times()).map(voice::percent).orElse("–"));
      number(page, voice.length(terms.down(line.times())));
      number(page, voice.number(line.outages().count()));
      number(
          page, line.outages().count() == 0 ? "–" : voice.length(line.outages().longestMillis()));
      number(page, line.outages().mttr().map(voice::length).orElse("–"));
      number(page, voice.number(terms.penaltyMinutes(line.times())));
      number(
          page,
          line.responses()
              .map(ResponseTimes::p95)
              .map(p95 -> voice.number(p95) + " " + voice.say(Word.MILLIS))
              .orElse("–"));
      page.raw("</tr>");
    }
    page.raw("</tbody></table>");
  }

  private static void name(Markup page, Target target) {
    String address = target.address();
    page.put("<td class=\"a\">%s", target.label());
    if (address != null && !address.equals(target.label())) {
      page.put("<small>%s</small>", address);
    }
    page.raw("</td>");
  }

  void outages(Markup page) {
    List<OutageLine> longest =
        report.outageLines().stream()
            .sorted(Comparator.comparingLong(OutageLine::millis).reversed())
            .limit(OUTAGES)
            .sorted(Comparator.comparing(OutageLine::since))
            .toList();
    if (longest.size() < report.outages().count()) {
      page.put(
          "<p class=\"note\">%s</p>",
          voice.say(
              Word.LISTED, voice.number(longest.size()), voice.number(report.outages().count())));
    }
    head(
        page,
        List.of(Word.ADDRESS, Word.BEGAN, Word.ENDED, Word.REASON),
        List.of(Word.LASTED),
        List.of());
    for (OutageLine line : longest) {
      page.raw("<tr>");
      name(page, line.target());
      page.put("<td>%s</td><td>", voice.time(line.since()));
      page.put("%s", line.until().map(voice::time).orElse(voice.say(Word.END_OPEN)));
      if (line.end() != End.RECOVERED && line.end() != End.OPEN) {
        page.put("<small>%s</small>", end(line.end()));
      }
      page.raw("</td>");
      page.put("<td>%s", voice.cause(line.code()));
      if (line.expectedMillis() > 0) {
        page.put("<small>%s</small>", voice.say(Word.IN_MAINTENANCE));
      }
      page.put("</td><td class=\"n\">%s", voice.length(line.millis()));
      if (line.uncheckedMillis() > 0) {
        page.put(
            "<small>%s</small>", voice.say(Word.NOT_CHECKED, voice.length(line.uncheckedMillis())));
      }
      page.raw("</td>");
      page.raw("</tr>");
    }
    page.raw("</tbody></table>");
  }

  private String end(End end) {
    return voice.say(
        switch (end) {
          case OPEN -> Word.END_OPEN;
          case RECOVERED -> Word.END_RECOVERED;
          case STOPPED -> Word.END_STOPPED;
          case REMOVED -> Word.END_REMOVED;
          case BALANCE -> Word.END_BALANCE;
        });
  }

  void nodes(Markup page) {
    head(
        page,
        List.of(Word.NODE),
        List.of(Word.ANSWERS, Word.SAW_DOWN, Word.SILENT),
        List.of("p50", "p95"));
    report
        .nodes()
        .forEach((id, node) -> {
          long answers = node.up() + node.down();
          page.put("<tr><td>%s</td>", report.addresses().getOrDefault(id, "#" + id));
          number(page, voice.number(answers));
          number(
              page,
              "%s (%s)".formatted(voice.number(node.down()), voice.share(node.down(), answers)));
          number(page, voice.number(node.silent()));
          boolean timed = node.responses().count() > 0;
          number(page, timed ? millis(node.responses().percentile(50)) : "–");
          number(page, timed ? millis(node.responses().percentile(95)) : "–");
          page.raw("</tr>");
        });
    page.raw("</tbody></table>");
  }

  void deliveries(Markup page) {
    if (report.notices().roundsGivenUp() > 0) {
      page.put(
          "<p class=\"note\">%s</p>",
          voice.say(Word.ROUNDS_GIVEN_UP, voice.number(report.notices().roundsGivenUp())));
    }
    if (!report.notices().channels().isEmpty()) {
      channels(page);
    }
  }

  private void channels(Markup page) {
    head(
        page,
        List.of(Word.CHANNEL),
        List.of(Word.RECORDED, Word.DELIVERED, Word.GIVEN_UP, Word.DROPPED, Word.TOOK, Word.PARTS),
        List.of());
    report
        .notices()
        .channels()
        .forEach((name, channel) -> {
          page.put("<tr><td>%s</td>", name);
          for (Step step : Step.values()) {
            number(page, voice.number(channel.count(step)));
          }
          number(page, median(channel));
          number(page, channel.parts() == 0 ? "–" : voice.number(channel.parts()));
          page.raw("</tr>");
        });
    page.raw("</tbody></table>");
  }

  private String median(Channel channel) {
    return channel.latencies().count() == 0 ? "–" : millis(channel.latencies().percentile(50));
  }

  private String millis(long millis) {
    return voice.number(millis) + " " + voice.say(Word.MILLIS);
  }

  private void head(Markup page, List<Word> words, List<Word> numbers, List<String> more) {
    page.raw("<table><thead><tr>");
    words.forEach(word -> page.put("<th>%s</th>", voice.say(word)));
    numbers.forEach(word -> page.put("<th class=\"n\">%s</th>", voice.say(word)));
    more.forEach(name -> page.put("<th class=\"n\">%s</th>", name));
    page.raw("</tr></thead><tbody>");
  }

  private static void number(Markup page, String text) {
    page.put("<td class=\"n\">%s</td>", text);
  }
}
