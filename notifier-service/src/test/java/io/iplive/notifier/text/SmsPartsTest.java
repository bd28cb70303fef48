package io.iplive.notifier.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmsPartsTest {

  @ParameterizedTest
  @CsvSource({
    "'',   1,   1",
    "a,  160,   1",
    "a,  161,   2",
    "a,  306,   2",
    "a,  307,   3",
    "€,   80,   1",
    "€,   81,   2",
    "{,   76,   1",
    "ё,   70,   1",
    "ё,   71,   2",
    "ё,  134,   2",
    "ё,  135,   3",
    "中,  67,   1",
    "中, 201,   3"
  })
  void countsAsTheStandardDoes(String character, int times, int parts) {
    assertThat(SmsParts.of(character.repeat(times))).isEqualTo(parts);
  }

  @ParameterizedTest
  @CsvSource({"69, 1", "70, 2"})
  void oneForeignCharacterMakesAllOfThemWide(int latin, int parts) {
    assertThat(SmsParts.of("a".repeat(latin) + "ё")).isEqualTo(parts);
  }
}
