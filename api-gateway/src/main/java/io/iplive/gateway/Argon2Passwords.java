package io.iplive.gateway;

import io.iplive.gateway.account.PasswordHash;
import io.iplive.gateway.account.Plain;
import io.iplive.gateway.account.SecretHash;
import io.iplive.gateway.login.Passwords;
import io.iplive.gateway.login.PasswordsBusyException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id with the parameters OWASP names first for little memory, in the PHC string format.
 * Bouncy Castle's own classes: Spring Security's encoder is a wrapper around the same ones, and
 * would bring a second library for it.
 */
final class Argon2Passwords implements Passwords {

  private static final int MEMORY_KIB = 19 * 1024;
  private static final int ITERATIONS = 2;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final long PATIENCE_SECONDS = 3;

  /** Of generated passwords before this method came; safe for 256 random bits only. */
  private static final String GENERATED = "sha256:";

  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=1\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

  private final Semaphore room;
  private final SecureRandom random = new SecureRandom();

  /**
   * A hasher.
   *
   * @param mostAtOnce each takes a processor and 19 MiB for some 50 ms
   */
  Argon2Passwords(int mostAtOnce) {
    this.room = new Semaphore(mostAtOnce);
  }

  @Override
  public PasswordHash hash(Plain password) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    byte[] hash = inTurn(() -> argon2(password.text(), salt, MEMORY_KIB, ITERATIONS, HASH_BYTES));
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return new PasswordHash(
        "$argon2id$v=19$m=%d,t=%d,p=1$%s$%s"
            .formatted(
                MEMORY_KIB, ITERATIONS, base64.encodeToString(salt), base64.encodeToString(hash)));
  }

  @Override
  public boolean verify(Plain password, PasswordHash hash) {
    if (hash.text().startsWith(GENERATED)) {
      return same(utf8(SecretHash.of(password.text()).text()), utf8(hash.text()));
    }
    Matcher parts = PHC.matcher(hash.text());
    if (!parts.matches()) {
      throw new IllegalStateException("A password hash is of no known method");
    }
    byte[] salt = Base64.getDecoder().decode(parts.group(3));
    byte[] known = Base64.getDecoder().decode(parts.group(4));
    int memory = Integer.parseInt(parts.group(1));
    int iterations = Integer.parseInt(parts.group(2));
    byte[] shown = inTurn(() -> argon2(password.text(), salt, memory, iterations, known.length));
    return same(shown, known);
  }

  @Override
  public boolean outdated(PasswordHash hash) {
    return !hash.text()
        .startsWith("$argon2id$v=19$m=%d,t=%d,p=1$".formatted(MEMORY_KIB, ITERATIONS));
  }

  private byte[] inTurn(Supplier<byte[]> work) {
    try {
      if (!room.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new PasswordsBusyException();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PasswordsBusyException();
    }
    try {
      return work.get();
    } finally {
      room.release();
    }
  }

  private static byte[] argon2(
      String password, byte[] salt, int memory, int iterations, int length) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memory)
            .withIterations(iterations)
            .withParallelism(1)
            .withSalt(salt)
            .build());
    byte[] hash = new byte[length];
    generator.generateBytes(utf8(password), hash);
    return hash;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static boolean same(byte[] one, byte[] other) {
    return MessageDigest.isEqual(one, other);
  }
}
