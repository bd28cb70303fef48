package io.iplive.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the chart makes once: keys, the operators' token, the enrolment secret. */
class SecretsTest {

  private static final String SECRETS = "iplive-secrets";

  @AfterEach
  void emptyTheCluster() {
    Cluster.forget();
  }

  @Test
  void secretsAreMadeOnceAndKept() {
    Map<String, Map<String, String>> made = secrets();
    assertThat(made).containsOnlyKeys(SECRETS, "iplive-key-k1");
    assertThat(made.get(SECRETS)).containsOnlyKeys("operator-token", "enrolment-secret");
    assertThat(Base64.getDecoder().decode(decoded(made, "iplive-key-k1", "encryption-key-k1")))
        .hasSize(32);
    assertThat(decoded(made, SECRETS, "operator-token")).hasSize(48);
    assertThat(secrets().get("iplive-key-k1")).isNotEqualTo(made.get("iplive-key-k1"));

    made.forEach(Cluster::hold);
    assertThat(secrets()).isEqualTo(made);
  }

  /** It puts back the manifests of before: a Secret that they do not have is left alone. */
  @Test
  void aRollBackTakesNoKeyAway() {
    Map<String, Map<String, String>> made = secrets();
    made.forEach(Cluster::hold);

    Map<String, Map<String, String>> rotated =
        secrets("secrets.keyIds[0]=k1", "secrets.keyIds[1]=k2", "secrets.currentKeyId=k2");

    assertThat(rotated)
        .containsAllEntriesOf(made)
        .containsOnlyKeys(SECRETS, "iplive-key-k1", "iplive-key-k2");
    rotated.forEach(Cluster::hold);
    assertThat(secrets()).isEqualTo(made);
    assertThat(secrets("secrets.keyIds[0]=k2", "secrets.currentKeyId=k2").get("iplive-key-k2"))
        .isEqualTo(rotated.get("iplive-key-k2"));
    assertThat(Chart.minimal().render().of(Secret.class))
        .allSatisfy(secret ->
            assertThat(secret.getMetadata().getAnnotations())
                .containsEntry("helm.sh/resource-policy", "keep"));
  }

  @Test
  void keysThatAnOlderVersionHeldInOneSecretStayAndGetTheirOwn() {
    Map<String, String> old =
        Map.of(
            "operator-token", "dG9rZW4=",
            "enrolment-secret", "ZW5yb2w=",
            "encryption-key-k0", "a2V5MA==",
            "encryption-key-k1", "a2V5MQ==");
    Cluster.hold(SECRETS, old);
    assertThat(secrets())
        .containsEntry(SECRETS, old)
        .containsEntry("iplive-key-k0", Map.of("encryption-key-k0", "a2V5MA=="))
        .containsEntry("iplive-key-k1", Map.of("encryption-key-k1", "a2V5MQ=="));
  }

  @Test
  void eachKeyIsReadFromTheSecretThatHasIt() {
    assertThat(Environment.secrets(gateway())).contains("iplive-key-k1", SECRETS);
    assertThat(Environment.secrets(gateway("secrets.existingSecret=keys")))
        .contains("keys")
        .doesNotContain("iplive-key-k1", SECRETS);
  }

  private static PodSpec gateway(String... options) {
    return Objects.requireNonNull(
        Chart.with(options).render().pods().get("Deployment iplive-gateway"));
  }

  @Test
  void noSecretIsMadeWhereOneIsGiven() {
    assertThat(Chart.with("secrets.existingSecret=keys").render().of(Secret.class)).isEmpty();
  }

  /** By name, what is in them. */
  private static Map<String, Map<String, String>> secrets(String... options) {
    return Chart.with(options).render().of(Secret.class).stream()
        .collect(Collectors.toMap(secret -> secret.getMetadata().getName(), Secret::getData));
  }

  private static String decoded(Map<String, Map<String, String>> secrets, String name, String key) {
    String data = secrets.getOrDefault(name, Map.of()).getOrDefault(key, "");
    byte[] bytes = Base64.getDecoder().decode(data);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
