package io.iplive.prober.probe.web;

import io.iplive.prober.probe.Fault;

/** A body that cannot be read to its end. */
public final class UnreadableBody extends Exception {

  private final Fault fault;

  public UnreadableBody(Fault fault, String sentence) {
    super(sentence);
    this.fault = fault;
  }

  public Fault fault() {
    return fault;
  }

  public String sentence() {
    return String.valueOf(getMessage());
  }
}
