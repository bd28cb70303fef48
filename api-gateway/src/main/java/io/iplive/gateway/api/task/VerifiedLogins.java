package io.iplive.gateway.api.task;

import io.iplive.gateway.account.AccountDirectory.Login;
import io.iplive.gateway.account.Plain;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Passwords that were verified a moment ago, so that a panel's calls do not each pay for a slow
 * hash. Kept under a hash keyed with bytes that only this process has; the stored hash is part of
 * it, so a changed password is forgotten at once, on every replica; and so is the address, which is
 * noted when it is verified.
 */
final class VerifiedLogins {

  static final Duration REMEMBERED = Duration.ofMinutes(5);

  private static final int MOST = 10_000;
  private static final String METHOD = "HmacSHA256";

  private final SecretKeySpec key;
  private final LinkedHashMap<String, Instant> until = new LinkedHashMap<>();

  VerifiedLogins() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    this.key = new SecretKeySpec(bytes, METHOD);
  }

  boolean knows(Login login, Plain password, String address, Instant now) {
    String mark = mark(login, password, address);
    synchronized (until) {
      Instant end = until.get(mark);
      return end != null && now.isBefore(end);
    }
  }

  void remember(Login login, Plain password, String address, Instant now) {
    String mark = mark(login, password, address);
    synchronized (until) {
      until.remove(mark);
      until.putLast(mark, now.plus(REMEMBERED));
      while (until.size() > MOST || !now.isBefore(until.firstEntry().getValue())) {
        until.pollFirstEntry();
      }
    }
  }

  private String mark(Login login, Plain password, String address) {
    String text =
        "%d\0%s\0%s\0%s"
            .formatted(login.account().value(), login.password().text(), address, password.text());
    try {
      Mac mac = Mac.getInstance(METHOD);
      mac.init(key);
      byte[] hash = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has " + METHOD, e);
    }
  }
}
