package io.iplive.schemas;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * The schemas that have left the house, {@code released/<name>/<version>.avsc}, each with the bytes
 * of its {@link Sample} in hex in {@code <version>.hex}. {@code main} releases what has changed.
 */
final class ReleasedSchemas {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FOLDER = Path.of("released");

  /** A released version. */
  record Version(String name, int number, Schema schema, String golden) {}

  private ReleasedSchemas() {}

  /** Topics with a registered schema; every node's job topic has the same one. */
  static List<Topic> topics() {
    return Stream.concat(Topics.standing().stream(), Stream.of(Topics.probeJobs(1)))
        .filter(Topic::registered)
        .toList();
  }

  /** Released versions of a topic's schema, oldest first. */
  static List<Version> of(Topic topic) {
    List<Version> versions = new ArrayList<>();
    String name = topic.value().getName();
    for (int number = 1; Files.exists(file(name, number, "avsc")); number++) {
      String golden = read(file(name, number, "hex")).strip();
      versions.add(
          new Version(
              name, number, new Schema.Parser().parse(read(file(name, number, "avsc"))), golden));
    }
    return versions;
  }

  static byte[] encoded(GenericData.Record sample) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    try {
      new GenericDatumWriter<GenericData.Record>(sample.getSchema()).write(sample, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  public static void main(String[] arguments) throws IOException {
    for (Topic topic : topics()) {
      List<Version> versions = of(topic);
      if (!versions.isEmpty() && versions.getLast().schema().equals(topic.value())) {
        continue;
      }
      String name = topic.value().getName();
      int number = versions.size() + 1;
      Files.createDirectories(FOLDER.resolve(name));
      String json = JSON.readTree(topic.value().toString()).toPrettyString();
      Files.writeString(file(name, number, "avsc"), json + "\n");
      String hex = HexFormat.of().formatHex(encoded(Sample.of(topic.value())));
      Files.writeString(file(name, number, "hex"), hex + "\n");
    }
  }

  private static Path file(String name, int number, String type) {
    return FOLDER.resolve(name).resolve(number + "." + type);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
