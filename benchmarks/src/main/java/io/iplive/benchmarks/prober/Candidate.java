package io.iplive.benchmarks.prober;

import java.io.IOException;

/** Something that probes, as fast as it can, until it is told to stop. */
interface Candidate {

  String name();

  /** Begins. */
  Load begin() throws IOException;

  /** A candidate at work; closing it gives it rest. */
  interface Load extends AutoCloseable {

    /** The process whose processor time counts. */
    long pid();

    @Override
    void close() throws IOException;
  }
}
