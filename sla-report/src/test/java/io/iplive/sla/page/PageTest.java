package io.iplive.sla.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.sla.asked.Question.Language;
import io.iplive.sla.figures.Report;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.xml.sax.SAXException;

class PageTest {

  private static final Report REPORT = Sample.report();

  private static String english = "";

  @BeforeAll
  static void pages() throws IOException {
    english = Page.of(REPORT, Language.EN);
    for (Language language : Language.values()) {
      String name = "report-%s.html".formatted(language.name().toLowerCase(Locale.ROOT));
      // To be looked at.
      Files.writeString(Path.of("target", name), Page.of(REPORT, language));
    }
  }

  @Test
  void theSameRangeGivesTheSameBytes() {
    assertThat(Page.of(Sample.report(), Language.EN)).isEqualTo(english);
  }

  @Test
  void fetchesNothingRunsNothingAndNamesNobodyButTheCustomer() {
    assertThat(english)
        .contains("default-src 'none'")
        .doesNotContain("<script", "src=", "href=", "http:", "https:", "url(", "@import")
        .contains("Example GmbH");
    for (Language language : Language.values()) {
      assertThat(Page.of(REPORT, language).toLowerCase(Locale.ROOT)).doesNotContain("iplive");
    }
  }

  @Test
  void whatCustomersWroteIsText() {
    assertThat(english)
        .contains("A &lt;b&gt;bold&lt;/b&gt; &amp; &quot;quoted&quot; name")
        .doesNotContain("<b>bold</b>");
  }

  @Test
  void everyDrawingIsWellFormed() throws ParserConfigurationException, IOException, SAXException {
    int drawings = 0;
    for (int at = english.indexOf("<svg"); at >= 0; at = english.indexOf("<svg", at + 1)) {
      String svg = english.substring(at, english.indexOf("</svg>", at) + "</svg>".length());
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
      drawings++;
    }
    assertThat(drawings).isEqualTo(4 + REPORT.targets().size());
  }

  @Test
  void saysTheMethodAndWhereTheFiguresComeFrom() {
    assertThat(english)
        .contains("Availability is by time", "Maintenance is counted", "told check by check");
    assertThat(Page.of(REPORT, Language.RU)).contains("Доступность считается по времени");
    assertThat(Page.of(REPORT, Language.ZH)).contains("可用性按时间计算");
  }

  @Test
  void numbersAreSaidAsEachLanguageSaysThem() {
    assertThat(english).contains("99.9%", "2026-03-01 00:00:00 – 2026-04-01 00:00:00");
    assertThat(Page.of(REPORT, Language.RU)).contains("99,9\u00a0%", "01.03.2026 00:00:00");
    assertThat(Page.of(REPORT, Language.ZH)).contains("lang=\"zh-Hans\"", " 小时");
  }
}
