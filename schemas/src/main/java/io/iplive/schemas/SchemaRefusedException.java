package io.iplive.schemas;

import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** The registry refuses a schema: no repeat will help, the program and the registry disagree. */
public final class SchemaRefusedException extends SerializationException {

  /** The refusal that an error comes from; null: from something else. */
  public static @Nullable SchemaRefusedException in(@Nullable Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof SchemaRefusedException refusal) {
        return refusal;
      }
    }
    return null;
  }

  SchemaRefusedException(String subject, int status, String answer) {
    super("The registry refuses the schema of %s (%d): %s".formatted(subject, status, answer));
  }
}
