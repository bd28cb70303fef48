package io.iplive.schemas;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Avro in Confluent's framing: {@code 0x00}, four bytes of schema id (big endian), binary body. The
 * subject is {@code <topic>-value}. Ids are cached by topic, readers by id; a topic's schema is
 * registered at first use.
 *
 * <p>Undecodable bytes throw {@link SerializationException}: poison. An unreachable registry throws
 * {@link RegistryUnavailableException}: try again.
 *
 * @param <T> the generated class
 */
public final class AvroSerde<T extends SpecificRecord> implements Serde<T> {

  private static final byte MAGIC = 0;
  private static final int HEADER = 5;

  static {
    trustOwnClasses();
  }

  private final SchemaRegistry registry;
  private final Schema schema;
  private final SpecificData model;
  private final RecordWriter<T> writer;
  private final Map<String, byte[]> headerOfTopic = new ConcurrentHashMap<>();
  private final Map<Integer, SpecificDatumReader<T>> readerOfId = new ConcurrentHashMap<>();

  /** A serde of {@code type}; cheap enough to make one a use, better one a type. */
  public AvroSerde(SchemaRegistry registry, Class<T> type) {
    this.registry = registry;
    this.model = SpecificData.getForClass(type);
    this.schema = model.getSchema(type);
    this.writer = new RecordWriter<>(schema);
  }

  /**
   * Lets Avro make instances of iplive's generated classes, for the whole JVM. Done by itself
   * before the first serde; a service that reads stored state of its own before that calls it.
   */
  public static void trustOwnClasses() {
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.DEFAULT_TRUSTED_CLASSES,
            type -> type.getName().startsWith("io.iplive.")));
  }

  /** The framed bytes of a record for a topic. */
  public byte[] encode(String topic, T value) {
    byte[] header = headerOfTopic.computeIfAbsent(topic, this::header);
    try {
      return writer.write(header, value);
    } catch (AvroRuntimeException e) {
      throw new SerializationException(
          "Cannot encode a %s for %s".formatted(schema.getName(), topic), e);
    }
  }

  private byte[] header(String topic) {
    int id = registry.register(topic + "-value", schema);
    return ByteBuffer.allocate(HEADER).put(MAGIC).putInt(id).array();
  }

  /** The record in framed bytes, whatever compatible schema wrote it. */
  public T decode(String topic, byte[] bytes) {
    if (bytes.length < HEADER || bytes[0] != MAGIC) {
      throw new SerializationException(
          "Not a framed Avro record in %s: %d bytes".formatted(topic, bytes.length));
    }
    int id = ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
    SpecificDatumReader<T> reader = readerOfId.computeIfAbsent(id, this::reader);
    BinaryDecoder decoder =
        DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, null);
    try {
      T value = reader.read(null, decoder);
      if (!decoder.isEnd()) {
        throw new SerializationException(
            "Bytes left over after a %s in %s".formatted(schema.getName(), topic));
      }
      return value;
    } catch (IOException | RuntimeException e) {
      if (e instanceof SerializationException poison) {
        throw poison;
      }
      throw new SerializationException(
          "Cannot decode a %s in %s, schema id %d".formatted(schema.getName(), topic, id), e);
    }
  }

  private SpecificDatumReader<T> reader(int id) {
    return new SpecificDatumReader<>(registry.schema(id), schema, model);
  }

  @Override
  public Serializer<T> serializer() {
    return (topic, value) -> encodeNullable(topic, value);
  }

  @Override
  public Deserializer<T> deserializer() {
    return (topic, bytes) -> decodeNullable(topic, bytes);
  }

  @SuppressWarnings("NullAway") // Kafka's interfaces are not annotated: null is a tombstone.
  private byte @Nullable [] encodeNullable(String topic, @Nullable T value) {
    return value == null ? null : encode(topic, value);
  }

  private @Nullable T decodeNullable(String topic, byte @Nullable [] bytes) {
    return bytes == null ? null : decode(topic, bytes);
  }
}
