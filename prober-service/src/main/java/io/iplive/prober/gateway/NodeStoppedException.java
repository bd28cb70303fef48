package io.iplive.prober.gateway;

/** A node cannot go on, and says what is to be done. */
public final class NodeStoppedException extends Exception {

  public NodeStoppedException(String sentence) {
    super(sentence);
  }

  public NodeStoppedException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
