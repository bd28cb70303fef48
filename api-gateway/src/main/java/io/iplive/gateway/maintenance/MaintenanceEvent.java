package io.iplive.gateway.maintenance;

/** What happens to maintenances; each carries the whole after it. */
public sealed interface MaintenanceEvent {

  /** The whole after the event. */
  Maintenance after();

  /** Outages are expected. */
  record MaintenanceAdded(Maintenance after) implements MaintenanceEvent {}

  /** They are no more. */
  record MaintenanceDeleted(Maintenance after) implements MaintenanceEvent {

    /** Of one that is live. */
    public static MaintenanceDeleted of(Maintenance current) {
      return new MaintenanceDeleted(current.deleted());
    }
  }
}
