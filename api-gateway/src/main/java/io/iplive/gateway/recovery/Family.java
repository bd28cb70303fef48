package io.iplive.gateway.recovery;

import java.util.Arrays;
import java.util.Optional;

/** Streams of the journal that share a topic; in the order in which readers want them. */
public enum Family {
  ACCOUNTS("accounts.v1", "account-"),
  NODES("nodes.v1", "node-"),
  CONTACTS("contacts.v1", "contact-"),
  MONITORS("monitors.v1", "monitor-"),
  MAINTENANCES("maintenances.v1", "maintenance-");

  private final String topic;
  private final String prefix;

  Family(String topic, String prefix) {
    this.topic = topic;
    this.prefix = prefix;
  }

  /** Where its events are published. */
  public String topic() {
    return topic;
  }

  /** How the names of its streams begin; the id follows. */
  public String prefix() {
    return prefix;
  }

  /** The family of a topic. */
  public static Optional<Family> of(String topic) {
    return Arrays.stream(values()).filter(family -> family.topic.equals(topic)).findFirst();
  }
}
