package io.iplive.sla.asked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AskingTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private static final List<String> LEAST =
      List.of("--account=acme", "--bootstrap-servers=h:9092", "--registry=http://r:8081");

  @Test
  void takesAQuestionAndItsPresets() {
    Question question = parse("--from=2026-03-01", "--to", "2026-04-01", "--zone=Europe/Berlin");
    assertThat(question.range().from()).isEqualTo(Instant.parse("2026-02-28T23:00:00Z"));
    assertThat(question.range().to()).isEqualTo(Instant.parse("2026-03-31T22:00:00Z"));
    assertThat(question.terms().goal()).isEqualTo(new BigDecimal("99.9"));
    assertThat(question.terms().maintenanceExcluded()).isFalse();
    assertThat(question.monitors()).isEmpty();
    assertThat(question.rounds()).isTrue();
    assertThat(question.formats()).containsExactly(Question.Format.HTML);
  }

  @Test
  void takesEveryOption() {
    Question question =
        parse(
            "--from=2026-03-01T08:00",
            "--to=2026-03-01T10:00:00+02:00",
            "--monitor=7,8",
            "--monitor=9",
            "--target=99.95",
            "--maintenance=excluded",
            "--source=rollups",
            "--lang=zh",
            "--format=json",
            "--out=f.json",
            "--zone=+01:00",
            "--config=c.properties");
    assertThat(question.range().from()).isEqualTo(Instant.parse("2026-03-01T07:00:00Z"));
    assertThat(question.range().to()).isEqualTo(Instant.parse("2026-03-01T08:00:00Z"));
    assertThat(question.monitors()).containsExactlyInAnyOrder(7L, 8L, 9L);
    assertThat(question.terms().maintenanceExcluded()).isTrue();
    assertThat(question.rounds()).isFalse();
    assertThat(question.out()).contains("f.json");
    assertThat(question.config()).contains("c.properties");
  }

  @Test
  void aTimeThatTheClockLeavesOutIsAsMuchLaterAndOneItShowsTwiceTheFirst() {
    Question question =
        parse("--from=2026-03-29T02:30", "--to=2026-10-25T02:30", "--zone=Europe/Berlin");
    assertThat(question.range().from()).isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
    assertThat(question.range().to()).isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "day, 2026-11-20T23:00:00Z, 2026-11-21T23:00:00Z",
    "week, 2026-11-08T23:00:00Z, 2026-11-15T23:00:00Z",
    "month, 2026-09-30T22:00:00Z, 2026-10-31T23:00:00Z",
  })
  void takesTheLastWholeDayWeekOrMonthOfTheZone(String last, Instant from, Instant to) {
    Question question = parse("--last=" + last, "--zone=Europe/Berlin");
    assertThat(question.range().from()).isEqualTo(from);
    assertThat(question.range().to()).isEqualTo(to);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--from=yesterday|--from is 'yesterday'; allowed is a day (2026-03-01)",
        "--to=2026-02-28|--to is '2026-02-28'; allowed is a time after --from",
        "--to=2026-12-01|--to is '2026-12-01'; allowed is a time that has passed",
        "--from=2023-01-01|--from is '2023-01-01'; allowed is at most 800 days before --to",
        "--zone=Mars|--zone is 'Mars'; allowed is an IANA name (Europe/Berlin)",
        "--monitor=7,x|--monitor is 'x'; allowed is a monitor's number",
        "--target=101|--target is '101'; allowed is percent from 0 to 100",
        "--target=99,9|--target is '99,9'; allowed is percent from 0 to 100",
        "--last=year|--last is 'year'; allowed is day, week, month",
        "--last=month|--from is '2026-03-01'; allowed is nothing beside --last",
        "--lang=de|--lang is 'de'; allowed is en, ru, zh",
        "--format=pdf|--format is 'pdf'; allowed is html, csv, json",
        "--format=html,csv|--format is 'html,csv'; allowed is one, or several with an --out",
        "--source=all|--source is 'all'; allowed is rounds, rollups",
        "--maintenance=no|--maintenance is 'no'; allowed is counted, excluded",
        "--colour=red|There is no option '--colour'; allowed are --account",
      })
  void saysWhatIsWrongWithWhichOptionAndWhatIsAllowed(String option, String sentence) {
    String name = option.substring(0, option.indexOf('='));
    List<String> arguments = new ArrayList<>(List.of("--from=2026-03-01", "--to=2026-03-02"));
    arguments.removeIf(each -> each.startsWith(name + "="));
    arguments.add(option);
    assertThatThrownBy(() -> parse(arguments.toArray(String[]::new)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void namesWhatIsMissingAndWhatIsGivenTwice() {
    assertThatThrownBy(() -> parse("--from=2026-03-01")).hasMessageContaining("--to is missing");
    assertThatThrownBy(() -> Asking.parse(List.of(), NOW))
        .hasMessage("--account is missing; it takes an account's name.");
    assertThatThrownBy(
            () -> parse("--from=2026-03-01", "--to=2026-03-02", "--zone=UTC", "--zone=Z"))
        .hasMessage("--zone is given twice, 'UTC' and 'Z'; allowed is once.");
    assertThatThrownBy(() -> parse("--from")).hasMessage("--from needs a value after it.");
  }

  private static Question parse(String... arguments) {
    List<String> all = new ArrayList<>(LEAST);
    all.addAll(List.of(arguments));
    return Asking.parse(all, NOW);
  }
}
