package io.iplive.notifier.api;

import io.iplive.notifier.text.Audience;
import io.iplive.notifier.text.Language;
import io.iplive.notifier.text.Medium;
import io.iplive.notifier.text.Notice;
import io.iplive.notifier.text.NoticeKind;
import io.iplive.notifier.text.Texts.Reader;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A text to be shown before it is ever sent, with an example's values.
 *
 * @param code status code received, or a published failure code; null: none
 * @param audience null: STAFF
 * @param language null: en
 * @param zone null: UTC
 */
record Preview(
    long accountId,
    String event,
    @Nullable Integer code,
    @Nullable String audience,
    @Nullable String language,
    @Nullable String zone,
    String channel) {

  private static final long START = 1025842575;
  private static final long STOP = 1025842995;
  private static final int PUBLISHED = 2001;

  Medium medium() {
    return of(Medium.class, "channel", channel);
  }

  Reader reader() {
    return new Reader(
        Language.of(language == null ? "en" : language),
        zone == null ? "UTC" : zone,
        audience == null ? Audience.STAFF : of(Audience.class, "audience", audience));
  }

  Notice notice(String account) {
    NoticeKind kind = of(NoticeKind.class, "event", event);
    int shown = code == null ? 0 : code;
    return new Notice(
        kind,
        "example.com",
        "http://example.com/",
        shown,
        shown >= PUBLISHED ? Integer.valueOf(shown) : null,
        null,
        START,
        kind == NoticeKind.CLOSED ? STOP : null,
        STOP,
        account);
  }

  private static <E extends Enum<E>> E of(Class<E> type, String field, @Nullable String text) {
    String name = text == null ? "" : text.strip().toUpperCase(Locale.ROOT);
    return Arrays.stream(type.getEnumConstants())
        .filter(value -> value.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "%s is %s; allowed are %s"
                    .formatted(field, text, Arrays.toString(type.getEnumConstants()))));
  }
}
