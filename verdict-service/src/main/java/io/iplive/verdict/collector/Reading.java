package io.iplive.verdict.collector;

/** What became of an answer. FOREIGN: not asked, or no such round within the time it was kept. */
public enum Reading {
  COUNTED,
  LATE,
  DUPLICATE,
  FOREIGN
}
