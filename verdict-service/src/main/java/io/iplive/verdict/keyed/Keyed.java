package io.iplive.verdict.keyed;

/** Has an id. */
public interface Keyed {

  long id();
}
