package io.iplive.local.reading;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.schemas.UnknownSchemaException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A record as a line: {@code {"partition":0,"offset":5,"time":"…","key":"7","value":{…}}}. A value
 * that is no framed Avro is under {@code raw}, in Base64, with its headers; a deleted key has a
 * {@code value} of null.
 */
public final class RecordLines {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FRAME = 5;

  private final SchemaRegistry registry;
  private final Map<Integer, Schema> writers = new HashMap<>();

  public RecordLines(SchemaRegistry registry) {
    this.registry = registry;
  }

  public String of(ConsumerRecord<byte[], byte[]> record) {
    ObjectNode line = JSON.createObjectNode();
    line.put("partition", record.partition());
    line.put("offset", record.offset());
    line.put("time", Instant.ofEpochMilli(record.timestamp()).toString());
    line.put("key", record.key() == null ? null : text(record.key()));
    if (record.value() == null) {
      line.putNull("value");
    } else {
      putValue(line, record);
    }
    return line.toString();
  }

  private void putValue(ObjectNode line, ConsumerRecord<byte[], byte[]> record) {
    try {
      line.set("value", JSON.readTree(decoded(record.value()).toString()));
    } catch (IOException | AvroRuntimeException | UnknownSchemaException _) {
      line.put("raw", Base64.getEncoder().encodeToString(record.value()));
      ObjectNode headers = line.putObject("headers");
      for (Header header : record.headers()) {
        headers.put(header.key(), header.value() == null ? null : text(header.value()));
      }
    }
  }

  private Object decoded(byte[] value) throws IOException {
    if (value.length < FRAME || value[0] != 0) {
      throw new AvroRuntimeException("No framed Avro");
    }
    Schema writer = writers.computeIfAbsent(ByteBuffer.wrap(value).getInt(1), registry::schema);
    return new GenericDatumReader<>(writer)
        .read(null, DecoderFactory.get().binaryDecoder(value, FRAME, value.length - FRAME, null));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
