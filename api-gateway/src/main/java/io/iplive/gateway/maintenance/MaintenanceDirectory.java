package io.iplive.gateway.maintenance;

import io.iplive.gateway.account.AccountId;
import java.util.List;

/** Finds maintenances that are not deleted. */
public interface MaintenanceDirectory {

  /** All of an account by id. */
  List<Maintenance> of(AccountId account);
}
