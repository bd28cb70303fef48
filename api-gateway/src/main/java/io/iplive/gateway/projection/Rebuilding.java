package io.iplive.gateway.projection;

import java.util.List;

/** Rebuilds projections while they are read. */
public interface Rebuilding {

  /** A projection and its generations. */
  record Row(Projection projection, Standing standing) {}

  /** Every projection. */
  List<Row> all();

  /** Begins to build one anew, unless that has begun already; answers how it stands then. */
  Standing begin(Projection projection);
}
