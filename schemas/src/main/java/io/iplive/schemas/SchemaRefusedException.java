package io.iplive.schemas;

import org.apache.kafka.common.errors.SerializationException;

/** The registry refuses a schema: no repeat will help, the program and the registry disagree. */
public final class SchemaRefusedException extends SerializationException {

  SchemaRefusedException(String subject, int status, String answer) {
    super("The registry refuses the schema of %s (%d): %s".formatted(subject, status, answer));
  }
}
