package io.iplive.gateway.action;

import io.iplive.gateway.call.Rules;
import java.util.List;

/**
 * Which part of a list is asked for.
 *
 * @param page from 1
 * @param perPage at most 500
 */
public record Paging(int page, int perPage) {

  private static final int PRESET = 100;
  private static final int MOST = 500;
  private static final int LAST_PAGE = 1_000_000;

  /** Reads {@code page} and {@code per_page}. */
  public static Paging read(Inputs inputs) {
    return new Paging(
        inputs.read("page", Rules.integer(1, LAST_PAGE, "")).or(1, 1),
        inputs.read("per_page", Rules.integer(1, MOST, "")).or(PRESET, PRESET));
  }

  /** How many entries precede the page. */
  public long offset() {
    return (page - 1L) * perPage;
  }

  /** The page of a list that is there as a whole. */
  public <T> List<T> of(List<T> all) {
    return all.stream().skip(offset()).limit(perPage).toList();
  }
}
