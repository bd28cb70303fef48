package io.iplive.sla.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.schemas.FailureCode;
import io.iplive.sla.asked.Question.Language;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class VoiceTest {

  private static final Pattern BLANK = Pattern.compile("%(\\d\\$)?s");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void everyPublishedFailureOfATargetHasAName() {
    for (FailureCode code : FailureCode.values()) {
      assertThat(Cause.ofNumber(code.number()).map(Cause::name).orElse("none"))
          .isEqualTo(code.ours() ? "none" : code.name());
    }
    assertThat(new Voice(Language.EN, BERLIN).cause(2020)).isEqualTo("no answer in time");
    assertThat(new Voice(Language.EN, BERLIN).cause(2999)).isEqualTo("2999");
    assertThat(new Voice(Language.EN, BERLIN).cause(0)).isEqualTo("–");
  }

  @Test
  void everyLanguageSaysTheSameThingsOfTheSameValues() {
    for (Language language : Language.values()) {
      assertThat(Arrays.stream(Word.values()).map(word -> blanks(word.in(language))).toList())
          .isEqualTo(
              Arrays.stream(Word.values()).map(word -> blanks(word.in(Language.EN))).toList());
      assertThat(Arrays.stream(Clause.values()).map(clause -> blanks(clause.in(language))).toList())
          .isEqualTo(
              Arrays.stream(Clause.values())
                  .map(clause -> blanks(clause.in(Language.EN)))
                  .toList());
    }
  }

  @Test
  void lengthsHaveTwoUnitsAtMostAndAreRoundedToTheSmaller() {
    Voice voice = new Voice(Language.EN, BERLIN);
    assertThat(voice.length(0)).isEqualTo("0 s");
    assertThat(voice.length(59_499)).isEqualTo("59 s");
    assertThat(voice.length(59_500)).isEqualTo("1 min");
    assertThat(voice.length(Duration.ofMinutes(61).toMillis())).isEqualTo("1 h 1 min");
    assertThat(voice.length(Duration.ofMinutes(60).toMillis() - 1)).isEqualTo("1 h");
    assertThat(voice.length(Duration.ofHours(47).plusMinutes(40).toMillis())).isEqualTo("2 d");
    assertThat(voice.length(Duration.ofHours(24).minusSeconds(20).toMillis())).isEqualTo("1 d");
  }

  @Test
  void timesAreThoseOfTheZonesClock() {
    Instant summer = Instant.parse("2026-07-01T22:30:00Z");
    assertThat(new Voice(Language.EN, BERLIN).time(summer)).isEqualTo("2026-07-02 00:30:00");
    assertThat(new Voice(Language.RU, BERLIN).time(summer)).isEqualTo("02.07.2026 00:30:00");
  }

  @Test
  void aTimeThatTheClockShowsTwiceIsToldWithItsOffset() {
    Instant first = Instant.parse("2026-10-25T00:50:00Z");
    Instant second = Instant.parse("2026-10-25T01:10:00Z");
    Voice voice = new Voice(Language.EN, BERLIN);
    assertThat(voice.time(first)).isEqualTo("2026-10-25 02:50:00 UTC+02:00");
    assertThat(voice.time(second)).isEqualTo("2026-10-25 02:10:00 UTC+01:00");
    assertThat(voice.time(second.plusSeconds(3_000))).isEqualTo("2026-10-25 03:00:00");
    assertThat(new Voice(Language.EN, ZoneId.of("Europe/London")).time(second))
        .isEqualTo("2026-10-25 01:10:00 UTC+00:00");
  }

  private static long blanks(String text) {
    return BLANK.matcher(text).results().count();
  }
}
