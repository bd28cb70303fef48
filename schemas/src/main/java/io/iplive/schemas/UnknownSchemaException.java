package io.iplive.schemas;

import org.apache.kafka.common.errors.SerializationException;

/** A record names a schema id that the registry does not have: the record is poison. */
public final class UnknownSchemaException extends SerializationException {

  UnknownSchemaException(int id) {
    super("The registry has no schema with id " + id);
  }
}
