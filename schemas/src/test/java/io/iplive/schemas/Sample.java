package io.iplive.schemas;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/** A record with every field set, derived from nothing but the schema: the same for ever. */
final class Sample {

  private Sample() {}

  static GenericData.Record of(Schema schema) {
    GenericData.Record sample = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      sample.put(field.pos(), value(field.schema(), field.name()));
    }
    return sample;
  }

  private static Object value(Schema schema, String name) {
    return switch (schema.getType()) {
      case RECORD -> of(schema);
      case ENUM -> new GenericData.EnumSymbol(schema, schema.getEnumSymbols().getLast());
      case ARRAY -> new GenericData.Array<>(schema, List.of(value(schema.getElementType(), name)));
      case UNION -> value(schema.getTypes().getLast(), name);
      case STRING -> name + " \u2713";
      case BYTES -> ByteBuffer.wrap(name.getBytes(StandardCharsets.UTF_8));
      case INT -> name.length() * 1_000;
      case LONG -> 1_700_000_000_000L + name.length();
      case BOOLEAN -> name.length() % 2 == 0;
      case MAP, FIXED, FLOAT, DOUBLE, NULL ->
          throw new AssertionError("No event uses " + schema.getType());
    };
  }
}
