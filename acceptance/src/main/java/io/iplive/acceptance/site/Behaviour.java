package io.iplive.acceptance.site;

/** What a site does with a request. */
public enum Behaviour {
  /** Answers 200. */
  GOOD(true),
  /** Answers 500. */
  ERROR(false),
  /** Accepts the connection and never answers. */
  HANG(false);

  private final boolean good;

  Behaviour(boolean good) {
    this.good = good;
  }

  public boolean good() {
    return good;
  }
}
