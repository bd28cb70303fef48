package io.iplive.gateway.postgres;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.iplive.gateway.account.Ciphertext;
import io.iplive.gateway.account.SecretHash;
import java.util.List;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The journal's own JSON. Its names are stored for ever and so are written out in records here, not
 * taken from the domain's types.
 */
public final class Payload {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private Payload() {}

  /** A record as it is stored. */
  public static String write(Object stored) {
    return JSON.writeValueAsString(stored);
  }

  /** What was stored. */
  public static <T> T read(String json, Class<T> type) {
    return JSON.readValue(json, type);
  }

  /** A secret at rest. */
  public record Sealed(String keyId, String ciphertext) {

    /** At rest. */
    public static Sealed of(Ciphertext secret) {
      return new Sealed(secret.keyId(), secret.base64());
    }

    /** At rest. */
    public static List<Sealed> all(List<Ciphertext> secrets) {
      return secrets.stream().map(Sealed::of).toList();
    }

    /** As the core knows them. */
    public static List<Ciphertext> opened(List<Sealed> secrets) {
      return secrets.stream().map(Sealed::secret).toList();
    }

    /** As the core knows it. */
    public Ciphertext secret() {
      return new Ciphertext(keyId, ciphertext);
    }
  }

  static List<String> texts(List<SecretHash> hashes) {
    return hashes.stream().map(SecretHash::text).toList();
  }

  static List<SecretHash> hashes(List<String> texts) {
    return texts.stream().map(SecretHash::new).toList();
  }
}
