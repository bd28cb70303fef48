package io.iplive.gateway.task.action;

import io.iplive.gateway.account.Plain;
import io.iplive.gateway.action.Inputs;
import io.iplive.gateway.call.Rule;
import io.iplive.gateway.call.Rule.Reading;
import io.iplive.gateway.call.Rules;
import io.iplive.gateway.task.DemandsForm;
import io.iplive.schemas.SearchPattern;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules of what only some tasks ask for: whatever a prober could not use is refused here. */
final class DemandRules {

  private static final int MOST_STEPS = 20;
  private static final int MOST_PINS = 10;
  private static final int MOST_PEM = 16_384;
  private static final String ESCAPED =
      "[^\\\\]*+(?:\\\\(?:[rnt0\\\\]|x[0-9a-fA-F]{2})[^\\\\]*+)*+";
  private static final Pattern TEXT = Pattern.compile(ESCAPED, Pattern.DOTALL);
  private static final Pattern STEP =
      Pattern.compile("\\s*(?:(?:send|expect) (?=.)" + ESCAPED + "|starttls\\s*)");
  private static final Pattern JSON_PATH =
      Pattern.compile("\\$(?:\\.[^.\\[\\]'\"\\s]+|\\[\\d{1,6}]|\\['[^']+'])*");
  private static final Pattern PIN = Pattern.compile("(?:sha256/)?[A-Za-z0-9+/]{43}=");
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-fA-F]{64}");
  private static final Pattern CERTIFICATE =
      Pattern.compile("-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----");
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");
  private static final List<String> ALGORITHMS = List.of("EC", "RSA");

  private DemandRules() {}

  static DemandsForm read(Inputs inputs) {
    return new DemandsForm(
        inputs.read("slow", Rules.integer(1, 60_000, " milliseconds")),
        inputs.read("ip_version", Rules.oneOf("4", "6", "both")),
        inputs.readVerbatim("pattern", pattern()),
        inputs.read("json_path", jsonPath()),
        inputs.readVerbatim("json_expect", TaskRules.text(1_024)),
        inputs.read("content_hash", hash()),
        inputs.readList("pins", pins()),
        inputs.readVerbatim("client_cert", identity()).map(Plain::new),
        inputs.readVerbatim("script", script()),
        inputs.read("packets", Rules.integer(1, 10, "")),
        inputs.read("packet_size", Rules.integer(16, 1_400, " bytes")),
        inputs.read("ttl", Rules.integer(1, 255, "")),
        inputs.read("loss", Rules.integer(0, 99, " percent")));
  }

  /** Text whose escapes a prober can read: {@code \r \n \t \0 \\ \xHH}. */
  static Rule<String> escaped(int most) {
    return TaskRules.text(most)
        .then(text ->
            TEXT.matcher(text).matches()
                ? new Reading.Good<>(text)
                : new Reading.Bad<String>(
                    text, "texts in which a backslash is followed by r, n, t, 0, xHH or another"));
  }

  private static Rule<String> pattern() {
    return TaskRules.text(1_024)
        .then(text -> {
          try {
            return new Reading.Good<>(SearchPattern.compile(text).toString());
          } catch (IllegalArgumentException e) {
            return new Reading.Bad<String>(
                text, "regular expressions as RE2 has them (%s)".formatted(e.getMessage()));
          }
        });
  }

  private static Rule<String> jsonPath() {
    return text ->
        text.length() <= 512 && JSON_PATH.matcher(text).matches()
            ? new Reading.Good<>(text)
            : new Reading.Bad<>(text, "forms like $.a.b[0]['c d']");
  }

  private static Rule<String> hash() {
    return text ->
        SHA_256.matcher(text).matches()
            ? new Reading.Good<>(text.toLowerCase(Locale.ROOT))
            : new Reading.Bad<>(text, "64 hexadecimal digits");
  }

  private static Rule<String> pins() {
    return text -> {
      List<String> pins = List.of(text.split(",", -1));
      boolean fits =
          pins.size() <= MOST_PINS
              && pins.stream().allMatch(pin -> PIN.matcher(pin.strip()).matches());
      return fits
          ? new Reading.Good<>(text)
          : new Reading.Bad<>(
              text, "up to %d SHA-256 in base64, separated by commas".formatted(MOST_PINS));
    };
  }

  private static Rule<String> script() {
    return TaskRules.text(4_096)
        .then(text -> {
          List<String> steps = text.lines().filter(line -> !line.isBlank()).toList();
          boolean fits =
              steps.size() <= MOST_STEPS
                  && steps.stream().allMatch(step -> STEP.matcher(step).matches());
          return fits
              ? new Reading.Good<>(text)
              : new Reading.Bad<String>(
                  text,
                  "up to %d lines of send TEXT, expect TEXT and starttls".formatted(MOST_STEPS));
        });
  }

  /** What is wrong with a key is told without a word of it. */
  static Rule<String> identity() {
    return text ->
        text.length() <= MOST_PEM && usable(text)
            ? new Reading.Good<>(text)
            : new Reading.Bad<>(
                "not usable",
                "certificates and their unencrypted key (RSA or EC, PKCS 8), all in PEM");
  }

  private static boolean usable(String pem) {
    List<String> chain = CERTIFICATE.matcher(pem).results().map(MatchResult::group).toList();
    Matcher key = KEY.matcher(pem);
    if (chain.isEmpty() || !key.find()) {
      return false;
    }
    try {
      X509Certificate own = certificate(chain.getFirst());
      // A prober reads them all.
      for (String above : chain.subList(1, chain.size())) {
        var _ = certificate(above);
      }
      byte[] encoded = Base64.getMimeDecoder().decode(key.group(1));
      return ALGORITHMS.stream().anyMatch(algorithm -> isKeyOf(own, algorithm, encoded));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  private static X509Certificate certificate(String pem) throws CertificateException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
  }

  private static boolean isKeyOf(X509Certificate own, String algorithm, byte[] encoded) {
    try {
      PrivateKey key =
          KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
      return key.getAlgorithm().equals(own.getPublicKey().getAlgorithm());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
