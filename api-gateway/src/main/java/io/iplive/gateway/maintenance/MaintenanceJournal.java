package io.iplive.gateway.maintenance;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.maintenance.MaintenanceEvent.MaintenanceAdded;
import java.time.Instant;
import java.util.List;

/** Records what happens to maintenances, with read model and outbox, as one. */
public interface MaintenanceJournal {

  /** A new maintenance's id. */
  MaintenanceId nextMaintenance();

  /** Records a new maintenance. */
  void record(MaintenanceAdded event, Instant at);

  /** Deletes those of the ids that are the account's; answers these. */
  List<MaintenanceId> delete(AccountId account, List<MaintenanceId> ids, Instant at);

  /** Deletes some of those that were over by then and do not come again; how many. */
  int deleteOver(Instant by, int most, Instant at);
}
