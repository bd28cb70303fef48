package io.iplive.gateway.postgres.projection;

import io.iplive.gateway.projection.Located;
import io.iplive.gateway.projection.Projection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Makes rows of what the records of one topic say. */
public interface RowWriter<T> {

  /** What it makes. */
  Projection projection();

  /** Tables that are partitioned by their generation. */
  List<String> tables();

  /**
   * Writes within the caller's transaction.
   *
   * @param records each at its place: its offset, behind all of the topic before it was made anew
   */
  void write(Handle handle, int generation, List<Located<T>> records);
}
