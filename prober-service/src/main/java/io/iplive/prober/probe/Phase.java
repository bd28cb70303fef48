package io.iplive.prober.probe;

/** The stages of one attempt, in their order; a probe type may leave some out. */
public enum Phase {
  RESOLVE("resolving the name"),
  CONNECT("connecting"),
  TLS("in the TLS handshake"),
  SEND("sending the request"),
  FIRST_BYTE("waiting for the first byte"),
  TRANSFER("reading the answer");

  private final String doing;

  Phase(String doing) {
    this.doing = doing;
  }

  /** What is being done in it, as it stands in a sentence. */
  public String doing() {
    return doing;
  }
}
