package io.iplive.scheduler.kafka;

/** Where state is held between the changelog and us. */
public enum StoreKind {
  IN_MEMORY,
  ROCKSDB
}
