package io.iplive.schemas;

import org.apache.avro.Schema;

/**
 * The part of a Confluent-compatible schema registry that writers and readers need. Safe for use by
 * several threads.
 */
public interface SchemaRegistry {

  /**
   * Registers a schema under a subject, with compatibility FULL_TRANSITIVE; the same schema again
   * answers the same id.
   *
   * @throws SchemaRefusedException when the registry finds it incompatible or invalid: for good
   * @throws RegistryUnavailableException when the registry cannot be reached: try again
   */
  int register(String subject, Schema schema);

  /**
   * The schema that an id stands for.
   *
   * @throws UnknownSchemaException when the registry has no such id: the record is poison
   * @throws RegistryUnavailableException when the registry cannot be reached: try again
   */
  Schema schema(int id);
}
