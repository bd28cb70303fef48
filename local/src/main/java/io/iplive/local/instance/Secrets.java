package io.iplive.local.instance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an installation keeps to itself, made once.
 *
 * @param databasePassword of PostgreSQL's owner
 * @param operatorToken bearer token of the operator's calls
 * @param enrolmentSecret {@code passwd} of add_node
 * @param encryptionKey 32 bytes in Base64, key {@code k1} of the secrets at rest
 */
public record Secrets(
    String databasePassword, String operatorToken, String enrolmentSecret, String encryptionKey) {

  private static final int KEY_BYTES = 32;

  /** Those of the directory; made now when it is a fresh one. */
  public static Secrets of(DataDirectory data) {
    if (Files.exists(data.secrets())) {
      return read(data.secrets());
    }
    if (Files.exists(data.postgres())) {
      throw new Complaint(
          "%s is missing although %s holds a database that needs it: put it back from a copy, or begin afresh with another --data directory."
              .formatted(data.secrets(), data.path()));
    }
    Secrets fresh = generated(new SecureRandom());
    fresh.write(data.secrets());
    return fresh;
  }

  static Secrets generated(SecureRandom random) {
    return new Secrets(
        hex(random), hex(random), hex(random), Base64.getEncoder().encodeToString(bytes(random)));
  }

  /** Those in the file, all of them. */
  public static Secrets read(Path file) {
    Map<String, String> entries = PropertiesFile.read(file);
    return new Secrets(
        required(entries, "database.password", file),
        required(entries, "operator.token", file),
        required(entries, "enrolment.secret", file),
        key(required(entries, "encryption.key.k1", file), file));
  }

  private void write(Path file) {
    PropertiesFile.write(
        file,
        "Secrets of this installation: without them its databases cannot be read.",
        Map.of(
            "database.password", databasePassword,
            "operator.token", operatorToken,
            "enrolment.secret", enrolmentSecret,
            "encryption.key.k1", encryptionKey));
  }

  private static String required(Map<String, String> entries, String name, Path file) {
    String value = entries.getOrDefault(name, "").strip();
    if (value.isEmpty()) {
      throw new Complaint(
          "%s is damaged (no %s in it): put it back from a copy, or begin afresh with another --data directory."
              .formatted(file, name));
    }
    return value;
  }

  private static String key(String base64, Path file) {
    try {
      if (Base64.getDecoder().decode(base64).length == KEY_BYTES) {
        return base64;
      }
    } catch (IllegalArgumentException e) {
      throw damagedKey(file, e);
    }
    throw damagedKey(file, null);
  }

  private static Complaint damagedKey(Path file, @Nullable IllegalArgumentException cause) {
    String sentence =
        "%s is damaged (encryption.key.k1 is not %d bytes in Base64): put it back from a copy."
            .formatted(file, KEY_BYTES);
    return cause == null ? new Complaint(sentence) : new Complaint(sentence, cause);
  }

  private static String hex(SecureRandom random) {
    return HexFormat.of().formatHex(bytes(random));
  }

  private static byte[] bytes(SecureRandom random) {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    return bytes;
  }

  @Override
  public String toString() {
    return "Secrets[not shown]";
  }
}
