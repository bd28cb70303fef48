package io.iplive.prober.probe.demand;

import io.iplive.schemas.SearchPattern;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the whole of a page must be like, beside keywords.
 *
 * @param pattern must be found in it; null: anything will do
 * @param jsonPath there must be a value there; null: it need not be JSON
 * @param jsonExpected what that value must be, as text; null: any but null
 * @param sha256 of the unpacked page, lower-case hex; null: it may change
 */
public record Content(
    @Nullable SearchPattern pattern,
    @Nullable JsonPath jsonPath,
    @Nullable String jsonExpected,
    @Nullable String sha256) {

  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
  private static final int LONGEST_PATTERN = 1_024;

  /** No page is wrong. */
  public static final Content ANY = new Content(null, null, null, null);

  public Content {
    if (sha256 != null && !SHA_256.matcher(sha256).matches()) {
      throw new IllegalArgumentException("bodySha256 must be 64 lower-case hexadecimal digits");
    }
    if (jsonExpected != null && jsonPath == null) {
      throw new IllegalArgumentException("jsonExpect needs a jsonPath");
    }
  }

  /**
   * From the words of the APIs.
   *
   * @throws IllegalArgumentException naming what is wrong
   */
  public static Content of(
      @Nullable String pattern,
      @Nullable String jsonPath,
      @Nullable String jsonExpected,
      @Nullable String sha256) {
    return new Content(
        pattern == null ? null : compiled(pattern),
        jsonPath == null ? null : JsonPath.parse(jsonPath),
        jsonExpected,
        sha256);
  }

  private static SearchPattern compiled(String pattern) {
    if (pattern.length() > LONGEST_PATTERN) {
      throw new IllegalArgumentException(
          "pattern has %d characters, allowed are %d".formatted(pattern.length(), LONGEST_PATTERN));
    }
    try {
      return SearchPattern.compile(pattern);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("pattern: " + e.getMessage(), e);
    }
  }

  /** Whether no page is wrong. */
  public boolean any() {
    return pattern == null && jsonPath == null && sha256 == null;
  }

  /** Whether the page's text is needed, and not its bytes alone. */
  public boolean ofText() {
    return pattern != null || jsonPath != null;
  }
}
