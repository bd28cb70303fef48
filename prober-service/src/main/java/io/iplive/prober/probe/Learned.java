package io.iplive.prober.probe;

import java.time.Instant;
import java.util.List;

/** What a probe learned of its target that is worth telling people, also where all is well. */
public sealed interface Learned {

  /**
   * Certificates of a server.
   *
   * @param leafEnds end of the server's own
   * @param pathEnds end of the first to end on the path that its trust rests on, its own included
   * @param issuer of its own
   */
  record Certificates(Instant leafEnds, Instant pathEnds, String issuer) implements Learned {}

  /** When a domain's registration ends. */
  record Registration(Instant ends) implements Learned {}

  /** A name server's records of the type that was asked for, as people write them. */
  record Records(List<String> values) implements Learned {

    public Records {
      values = List.copyOf(values);
    }
  }

  /** Echoes until there was an end: answered, of those that were sent. */
  record Echoes(int answered, int sent) implements Learned {}
}
