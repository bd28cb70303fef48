package io.iplive.acceptance.cluster;

import io.iplive.local.instance.Secrets;
import io.iplive.local.instance.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What the services stand on: PostgreSQL, the registry, the brokers and the links to them. */
interface Foundation {

  /** Returns when all of it works, with databases, schemas and topics. */
  void start(Duration patience) throws InterruptedException;

  /** Those of its processes that may be killed and frozen, by name. */
  Map<String, Member> members();

  List<Zone> zones();

  Settings settings();

  Secrets secrets();

  /** Addresses of the brokers that no link is in front of. */
  String brokers();

  void close(Duration patience) throws InterruptedException;
}
