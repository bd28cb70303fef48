package io.iplive.gateway.explain;

import java.util.Optional;

/** Finds what the journal says of any monitor. */
public interface Definitions {

  /** Of that id; empty: there never was one. */
  Optional<Definition> of(long monitorId);
}
