package io.iplive.gateway.postgres.projection;

import io.iplive.gateway.ledger.Charge;
import io.iplive.gateway.projection.Located;
import io.iplive.gateway.projection.Projection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Charges of checks. The ledger has no generations: reading usage anew adds what is not there. */
public final class UsageRows implements RowWriter<Charge> {

  @Override
  public Projection projection() {
    return Projection.USAGE;
  }

  @Override
  public List<String> tables() {
    return List.of();
  }

  @Override
  public void write(Handle handle, int generation, List<Located<Charge>> records) {
    Charging.charge(handle, Charge.Kind.CHECKS, records.stream().map(Located::fact).toList());
  }
}
