package io.iplive.prober.probe.check;

import org.jspecify.annotations.Nullable;

/**
 * What a text must hold and must not hold, case-sensitive.
 *
 * @param present null: anything will do
 * @param absent null: anything may be there
 */
public record Keywords(@Nullable String present, @Nullable String absent) {

  /** No text is wrong. */
  public static final Keywords ANY = new Keywords(null, null);

  public Keywords {
    if ((present != null && present.isEmpty()) || (absent != null && absent.isEmpty())) {
      throw new IllegalArgumentException("a keyword must not be empty");
    }
  }

  /** Whether no text is wrong. */
  public boolean any() {
    return present == null && absent == null;
  }
}
