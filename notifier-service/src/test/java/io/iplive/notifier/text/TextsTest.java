package io.iplive.notifier.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.notifier.Words;
import io.iplive.notifier.text.Texts.Reader;
import io.iplive.schemas.FailureCode;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TextsTest {

  private static final Texts TEXTS = Words.texts();
  private static final Reader STAFF = new Reader(Language.EN, "UTC", Audience.STAFF);
  private static final Reader CLIENT = new Reader(Language.EN, "UTC", Audience.CLIENT);

  @Test
  void saysWhatHappenedInTheReadersZone() {
    Reader moscow = new Reader(Language.EN, "Europe/Moscow", Audience.STAFF);
    assertThat(TEXTS.compose(closed(404), moscow, Medium.EMAIL, List.of()).text())
        .isEqualTo(
            """
            My site (http://h/) works again.

            Down from 2002-07-05 08:16:15 Europe/Moscow to 2002-07-05 08:23:15 Europe/Moscow: 7 min
            Reason: HTTP status 404
            Code: 404\
            """);
  }

  @Test
  void aZoneThatDoesNotExistIsUtc() {
    Reader nowhere = new Reader(Language.EN, "Mars/Olympus", Audience.STAFF);
    assertThat(TEXTS.compose(opened(0), nowhere, Medium.SMS, List.of()).text())
        .contains("since 07-05 04:16");
  }

  @ParameterizedTest
  @CsvSource({"404, The server works", "502, error of the server", "0, has not been answering"})
  void clientsReadWordsForTheClassOfTheCode(int code, String words) {
    Composed mail = TEXTS.compose(opened(code), CLIENT, Medium.EMAIL, List.of());
    assertThat(mail.text()).startsWith("Good day").contains(words);
    assertThat(mail.subject()).isEqualTo("Your site My site does not answer");
  }

  static Stream<Template> own() {
    return Stream.of(
        template("*", null),
        template("*", Audience.CLIENT),
        template("4xx", null),
        template("4xx", Audience.CLIENT),
        template("404", null),
        template("404", Audience.CLIENT));
  }

  /** Each beats those before it, wherever it stands in the list. */
  @ParameterizedTest
  @MethodSource("own")
  void theMostExactOwnTextWinsOverTheBuiltInOne(Template best) {
    List<Template> upTo =
        Stream.concat(own().takeWhile(t -> !t.equals(best)), Stream.of(best)).toList();
    assertThat(TEXTS.compose(opened(404), CLIENT, Medium.EMAIL, upTo).text())
        .isEqualTo(best.text());
    assertThat(TEXTS.compose(opened(404), CLIENT, Medium.EMAIL, upTo.reversed()).text())
        .isEqualTo(best.text());
  }

  @Test
  void anOwnTextOfAnotherAudienceCodeLanguageOrMediumIsNotUsed() {
    List<Template> others =
        List.of(
            template("404", Audience.STAFF),
            template("5xx", null),
            template("40x", null),
            new Template(
                NoticeKind.OPENED, "*", null, Language.RU, Medium.EMAIL, null, "own", null),
            new Template(NoticeKind.OPENED, "*", null, Language.EN, Medium.SMS, null, "own", null),
            new Template(
                NoticeKind.CLOSED, "*", null, Language.EN, Medium.EMAIL, null, "own", null));
    assertThat(TEXTS.compose(opened(404), CLIENT, Medium.EMAIL, others).text())
        .startsWith("Good day");
  }

  /** Of a contact that is told the published codes. */
  @Test
  void aTextIsChosenByTheStatusWhateverCodeIsShown() {
    Notice told =
        new Notice(
            NoticeKind.OPENED,
            "My site",
            "http://h/",
            2040,
            503,
            2040,
            null,
            1025842575,
            null,
            1025842995,
            "acme");
    Template own =
        new Template(
            NoticeKind.OPENED,
            "5xx",
            null,
            Language.EN,
            Medium.SMS,
            null,
            "server error {code}",
            null);
    assertThat(TEXTS.compose(told, STAFF, Medium.SMS, List.of(template("*", null), own)).text())
        .isEqualTo("server error 2040");
    assertThat(TEXTS.compose(told, CLIENT, Medium.EMAIL, List.of()).text())
        .contains("error of the server");
  }

  @Test
  void whatAnOwnTextLacksIsTheBuiltInOrMadeFromIt() {
    Composed mail = TEXTS.compose(opened(404), STAFF, Medium.EMAIL, List.of(template("*", null)));
    assertThat(mail.subject()).isEqualTo("Down: My site");
    assertThat(mail.html()).contains("own * null");
  }

  @Test
  void namesBreakNoLineAndNoHtml() {
    Notice nasty =
        new Notice(
            NoticeKind.OPENED,
            "a\r\nBcc: x@y\u2028<script>",
            "http://h/",
            0,
            null,
            "in\nthe middle",
            1025842575,
            null,
            1025842575,
            "acme");
    Composed mail = TEXTS.compose(nasty, STAFF, Medium.EMAIL, List.of());
    assertThat(mail.subject()).isEqualTo("Down: a Bcc: x@y <script>");
    assertThat(mail.html()).contains("a Bcc: x@y &lt;script&gt;").doesNotContain("<script>");
    assertThat(TEXTS.compose(nasty, STAFF, Medium.SMS, List.of()).text())
        .doesNotContain("\n")
        .doesNotContain("\r");
  }

  @Test
  void valuesOfPlaceholdersAreNoPlaceholdersAndUnknownOnesStay() {
    Template own =
        new Template(
            NoticeKind.OPENED,
            "*",
            null,
            Language.EN,
            Medium.TELEGRAM,
            null,
            "{task} {nothing} $1 \\",
            null);
    Notice named =
        new Notice(
            NoticeKind.OPENED, "{account}$2", "", 0, null, null, 0, null, 0, "secret account");
    assertThat(TEXTS.compose(named, STAFF, Medium.TELEGRAM, List.of(own)).text())
        .isEqualTo("{account}$2 {nothing} $1 \\");
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyPublishedFailureHasWordsInEveryLanguage(Language language) {
    Reader reader = new Reader(language, "UTC", Audience.STAFF);
    assertThat(Arrays.stream(FailureCode.values()).filter(code -> !code.ours()))
        .allSatisfy(code -> {
          Notice notice = notice(NoticeKind.OPENED, 0, code.number(), null);
          assertThat(TEXTS.compose(notice, reader, Medium.SMS, List.of()).text())
              .as("%s in %s", code, language)
              .doesNotContain(unknown(language));
        });
  }

  /** Whether the end is told is the task's own choice. */
  @ParameterizedTest
  @CsvSource({
    "EN, another letter",
    "RU, Мы напишем",
    "ZH, 再次通知",
  })
  void theBeginningPromisesNoWordOfTheEnd(Language language, String promise) {
    Reader client = new Reader(language, "UTC", Audience.CLIENT);
    for (int code : new int[] {0, 404, 503}) {
      Notice notice = new Notice(NoticeKind.OPENED, "t", "", code, code, null, 0, null, 0, "");
      assertThat(TEXTS.compose(notice, client, Medium.EMAIL, List.of()).text())
          .doesNotContain(promise);
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void noTextLeavesAPlaceholderOpenOrNamesTheProduct(Language language) {
    for (Audience audience : Audience.values()) {
      for (Medium medium : Medium.values()) {
        for (NoticeKind kind : NoticeKind.values()) {
          for (int code : new int[] {0, 404, 502, 2010}) {
            Composed text =
                TEXTS.compose(
                    notice(kind, code, null, 1025842995L),
                    new Reader(language, "UTC", audience),
                    medium,
                    List.of());
            String all = text.subject() + text.text() + text.html();
            assertThat(all)
                .doesNotContainPattern("\\{[a-z_]+}")
                .doesNotContainIgnoringCase("iplive");
            assertThat(text.text()).isNotBlank();
            assertThat(text.subject().isEmpty()).isEqualTo(medium != Medium.EMAIL);
          }
        }
      }
    }
  }

  @Test
  void anSmsIsNeverLongerThanItsProviderTakes() {
    Notice endless =
        new Notice(
            NoticeKind.OPENED, "\uD83D\uDD34".repeat(999), "", 0, null, null, 0, null, 0, "");
    String text = TEXTS.compose(endless, STAFF, Medium.SMS, List.of()).text();
    assertThat(text.length()).isBetween(Texts.LONGEST_SMS - 1, Texts.LONGEST_SMS);
    assertThat(Character.isHighSurrogate(text.charAt(text.length() - 1))).isFalse();
  }

  @Test
  void aChatsTextIsNeverLongerThanTheBotApiTakes() {
    Notice endless =
        new Notice(
            NoticeKind.OPENED, "\uD83D\uDD34".repeat(4999), "", 0, null, null, 0, null, 0, "");
    String text = TEXTS.compose(endless, STAFF, Medium.TELEGRAM, List.of()).text();
    assertThat(text.length()).isBetween(Texts.LONGEST_CHAT - 1, Texts.LONGEST_CHAT);
    assertThat(Character.isHighSurrogate(text.charAt(text.length() - 1))).isFalse();
  }

  @Test
  void aDigestHasAClauseForEachAndSaysHowManyItCouldNotHold() {
    assertThat(TEXTS.digest(List.of(opened(0), closed(0)), STAFF))
        .isEqualTo("My site down since 07-05 04:16; My site up since 07-05 04:23");
    String many = TEXTS.digest(Collections.nCopies(100, opened(0)), STAFF);
    String[] clauses = many.split("; ", -1);
    assertThat(many).hasSizeBetween(900, 1000);
    assertThat(clauses[clauses.length - 1]).isEqualTo("+" + (101 - clauses.length));
  }

  private static String unknown(Language language) {
    return switch (language) {
      case EN -> "no answer";
      case RU -> "нет ответа";
      case ZH -> "无响应";
    };
  }

  private static Template template(String codes, @Nullable Audience audience) {
    return new Template(
        NoticeKind.OPENED,
        codes,
        audience,
        Language.EN,
        Medium.EMAIL,
        null,
        "own " + codes + " " + audience,
        null);
  }

  private static Notice opened(int code) {
    return notice(NoticeKind.OPENED, code, null, null);
  }

  private static Notice closed(int code) {
    return notice(NoticeKind.CLOSED, code, null, 1025842995L);
  }

  private static Notice notice(
      NoticeKind kind, int code, @Nullable Integer failure, @Nullable Long stop) {
    return new Notice(
        kind, "My site", "http://h/", code, failure, null, 1025842575, stop, 1025842995, "acme");
  }
}
