package io.iplive.verdict.kafka.state;

import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.RecordWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * A stored row in Avro's single-object encoding: each row names the schema that wrote it by
 * fingerprint, so that a newer program reads what an older one left behind. Every schema that was
 * ever released is a numbered resource.
 */
final class RowCodec<T extends SpecificRecord> {

  static {
    try {
      // Avro refuses generated classes until AvroSerde has told it to trust ours.
      MethodHandles.lookup().ensureInitialized(AvroSerde.class);
    } catch (IllegalAccessException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final RecordWriter<T> writer;
  private final byte[] header;
  private final BinaryMessageDecoder<T> decoder;

  RowCodec(Class<T> type) {
    SpecificData model = SpecificData.getForClass(type);
    Schema schema = model.getSchema(type);
    this.writer = new RecordWriter<>(schema);
    this.header = RecordWriter.singleObjectHeader(schema);
    this.decoder = new BinaryMessageDecoder<>(model, schema);
    for (int number = 1; addReleased(type, number); number++) {}
  }

  byte[] encode(T row) {
    return writer.write(header, row);
  }

  T decode(byte[] bytes) {
    try {
      return decoder.decode(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean addReleased(Class<T> type, int number) {
    String name = "/verdict-state/%s.%d.avsc".formatted(type.getSimpleName(), number);
    try (InputStream released = RowCodec.class.getResourceAsStream(name)) {
      if (released == null) {
        return false;
      }
      decoder.addSchema(new Schema.Parser().parse(released));
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
