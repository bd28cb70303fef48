package io.iplive.sla.page;

import io.iplive.sla.asked.Question.Language;
import io.iplive.sla.figures.Coverage;
import io.iplive.sla.figures.Report;
import io.iplive.sla.figures.Terms;
import io.iplive.sla.span.Kind;
import io.iplive.sla.words.Clause;
import io.iplive.sla.words.Voice;
import io.iplive.sla.words.Word;
import java.time.Instant;

/**
 * The report as one file of HTML: nothing is fetched, nothing runs, and it names nobody but the
 * customer. The same report gives the same bytes.
 */
public final class Page {

  /** So many outages are listed, the longest; a sentence says so. */
  public static final int OUTAGES = Tables.OUTAGES;

  private final Report report;
  private final Voice voice;
  private final Charts charts;
  private final Tables tables;
  private final Markup page = new Markup();

  private Page(Report report, Language language) {
    this.report = report;
    this.voice = new Voice(language, report.range().zone());
    this.charts = new Charts(report, voice);
    this.tables = new Tables(report, voice, charts);
  }

  /** The whole page. */
  public static String of(Report report, Language language) {
    return new Page(report, language).text();
  }

  private String text() {
    page.put("<!DOCTYPE html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\">", voice.tag());
    page.raw(
        "<meta name=\"viewport\" content=\"width=device-width\"><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">");
    page.put("<title>%s · %s</title>", voice.say(Word.TITLE), report.account());
    page.raw("<style>\n").raw(Sheet.STYLE).raw("</style></head><body><main>");
    header();
    summary();
    section(Word.SPLIT, this::split);
    section(
        Word.BY_DAY,
        () -> {
          note(voice.say(Word.SHARE_DOWN));
          figure(() -> charts.days(page));
        });
    section(Word.HEAT, this::heat);
    report
        .responses()
        .ifPresent(times -> {
          heading(Word.RESPONSES);
          note(
              voice.say(
                  Word.RESPONSES_OF, voice.number(times.count()), voice.number(times.mean())));
          figure(() -> charts.responses(page, times));
          page.raw("</section>");
        });
    section(Word.BY_TARGET, () -> tables.targets(page));
    section(
        Word.OUTAGE_LIST,
        () -> {
          if (report.outageLines().isEmpty()) {
            note(voice.say(Word.NONE));
          } else {
            tables.outages(page);
          }
        });
    if (!report.nodes().isEmpty()) {
      section(Word.BY_NODE, () -> tables.nodes(page));
    }
    if (!report.notices().channels().isEmpty() || report.notices().roundsGivenUp() > 0) {
      section(Word.DELIVERIES, () -> tables.deliveries(page));
    }
    section(Word.METHOD, this::method);
    return page.raw("</main></body></html>\n").toString();
  }

  private void header() {
    page.put("<header><h1>%s</h1><dl>", voice.say(Word.TITLE));
    fact(Word.CUSTOMER, report.account());
    fact(Word.PERIOD, voice.time(report.range().from()) + " – " + voice.time(report.range().to()));
    fact(Word.ZONE, report.range().zone().getId());
    fact(Word.TARGETS, voice.number(report.targets().size()));
    fact(Word.GOAL, voice.percent(report.terms().goal()));
    page.raw("</dl></header>");
  }

  private void summary() {
    Terms terms = report.terms();
    boolean met = report.met() == report.targets().size();
    page.put("<div class=\"sum\"><div class=\"big%s\"><span>", met ? "" : " missed");
    page.put("%s</span><b>%s</b>", voice.say(Word.AVAILABILITY), availability());
    page.put("<em>%s</em><span>", voice.say(met ? Word.TARGET_MET : Word.TARGET_MISSED));
    page.put(
        "%s</span></div><dl class=\"facts\">",
        voice.say(Word.MET_BY, voice.number(report.met()), voice.number(report.targets().size())));
    tile(Word.DOWNTIME, voice.length(terms.down(report.times())));
    tile(Word.OUTAGES, voice.number(report.outages().count()));
    tile(Word.PENALTY, voice.number(report.penaltyMinutes()));
    tile(Word.MTTR, report.outages().mttr().map(voice::length).orElse("–"));
    tile(
        Word.MTBF,
        report.outages().mtbf(report.times().of(Kind.UP)).map(voice::length).orElse("–"));
    tile(
        Word.LONGEST,
        report.outages().count() == 0 ? "–" : voice.length(report.outages().longestMillis()));
    page.raw("</dl></div>");
  }

  private String availability() {
    return report.terms().availability(report.times()).map(voice::percent).orElse("–");
  }

  private void split() {
    figure(() -> charts.split(page));
    page.raw("<ul class=\"key\">");
    for (Kind kind : Kind.values()) {
      long millis = report.times().of(kind);
      page.put(
          "<li><i style=\"background:%s\"></i>%s <b>%s</b> (%s)</li>",
          Charts.colour(kind),
          voice.say(Word.valueOf(kind.name())),
          voice.length(millis),
          voice.share(millis, report.times().sum()));
    }
    page.raw("</ul>");
  }

  private void heat() {
    boolean byDay = report.grid().dates().size() <= Charts.HEAT_DAYS;
    note(voice.say(byDay ? Word.HEAT_DAYS : Word.HEAT_WEEKDAYS));
    figure(() -> charts.heat(page));
  }

  private void method() {
    page.raw("<ol>");
    clause(voice.say(Clause.SHARE));
    clause(voice.say(Clause.DOWN));
    clause(voice.say(Clause.UNCHECKED, voice.length(report.outages().uncheckedMillis())));
    clause(
        voice.say(
            report.terms().maintenanceExcluded()
                ? Clause.MAINTENANCE_EXCLUDED
                : Clause.MAINTENANCE_COUNTED,
            voice.length(report.times().expected())));
    clause(voice.say(Clause.APART));
    clause(voice.say(Clause.ALL));
    clause(voice.say(Clause.MEANS));
    clause(voice.say(Clause.CLOCK));
    clause(coverage());
    long unknown = report.times().of(Kind.UNKNOWN);
    if (unknown > 0) {
      clause(
          voice.say(
              Clause.UNRECORDED,
              voice.length(unknown),
              voice.share(unknown, report.times().sum())));
    }
    page.raw("</ol>");
  }

  private String coverage() {
    Coverage coverage = report.coverage();
    if (coverage.exactFrom().isPresent()) {
      Instant from = coverage.exactFrom().get();
      return from.equals(report.range().from())
          ? voice.say(Clause.EXACT)
          : voice.say(Clause.PARTLY, voice.time(from));
    }
    long exact = coverage.exactMillis();
    return exact == 0
        ? voice.say(Clause.ROLLED)
        : voice.say(Clause.MIXED, voice.share(exact, exact + coverage.rolledMillis()));
  }

  private void section(Word name, Runnable body) {
    heading(name);
    body.run();
    page.raw("</section>");
  }

  private void heading(Word name) {
    page.put("<section><h2>%s</h2>", voice.say(name));
  }

  private void figure(Runnable drawing) {
    page.raw("<figure>");
    drawing.run();
    page.raw("</figure>");
  }

  private void note(String text) {
    page.put("<p class=\"note\">%s</p>", text);
  }

  private void clause(String text) {
    page.put("<li>%s</li>", text);
  }

  private void fact(Word name, String value) {
    page.put("<dt>%s</dt><dd>%s</dd>", voice.say(name), value);
  }

  private void tile(Word name, String value) {
    page.put("<div><dt>%s</dt><dd>%s</dd></div>", voice.say(name), value);
  }
}
