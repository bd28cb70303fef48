package io.iplive.local.instance;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A properties file that is replaced as a whole, so that a crash leaves the old or the new one. */
final class PropertiesFile {

  private PropertiesFile() {}

  /** The entries; empty when there is no such file. */
  static Map<String, String> read(Path file) {
    if (!Files.exists(file)) {
      return Map.of();
    }
    try {
      Properties properties = new Properties();
      properties.load(new StringReader(Files.readString(file)));
      return properties.stringPropertyNames().stream()
          .collect(Collectors.toMap(name -> name, properties::getProperty));
    } catch (IOException e) {
      throw new Complaint(Disk.sentence("read " + file, e), e);
    } catch (IllegalArgumentException e) {
      throw new Complaint(
          "%s is damaged (%s): put it back from a copy.".formatted(file, e.getMessage()), e);
    }
  }

  /** Replaces the file; only its owner may read it. */
  static void write(Path file, String title, Map<String, String> entries) {
    StringWriter text = new StringWriter();
    text.write("# " + title + "\n");
    new TreeMap<>(entries).forEach((name, value) -> text.write(name + "=" + value + "\n"));
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.deleteIfExists(fresh);
      Files.createFile(
          fresh,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(fresh, text.toString());
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new Complaint(Disk.sentence("write " + file, e), e);
    }
  }
}
