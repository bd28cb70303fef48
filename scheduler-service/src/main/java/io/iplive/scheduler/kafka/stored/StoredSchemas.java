package io.iplive.scheduler.kafka.stored;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.message.SchemaStore;

/**
 * Schemas that state on a disk or in a changelog may have been written with: every version there
 * has been, {@code scheduler/stored/<name>.<number>.avsc} on the class path.
 */
final class StoredSchemas {

  private StoredSchemas() {}

  static SchemaStore of(String name) {
    SchemaStore.Cache schemas = new SchemaStore.Cache();
    for (int number = 1; add(schemas, name, number); number++) {}
    return schemas;
  }

  private static boolean add(SchemaStore.Cache schemas, String name, int number) {
    String file = "/scheduler/stored/%s.%d.avsc".formatted(name, number);
    try (InputStream json = StoredSchemas.class.getResourceAsStream(file)) {
      if (json == null) {
        return false;
      }
      schemas.addSchema(new Schema.Parser().parse(json));
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
