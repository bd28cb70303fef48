package io.iplive.helm;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The environment of a container as its process sees it, with likely values for what is secret. */
final class Environment {

  private static final Pattern REFERENCE = Pattern.compile("\\$\\((\\w+)\\)");
  private static final String KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

  private Environment() {}

  /** Names that a value refers to. */
  static List<String> references(@Nullable String value) {
    return value == null
        ? List.of()
        : REFERENCE.matcher(value).results().map((MatchResult match) -> match.group(1)).toList();
  }

  static Map<String, Object> of(Container container) {
    Map<String, Object> all = new LinkedHashMap<>();
    for (EnvVar env : container.getEnv()) {
      all.put(env.getName(), value(env, all));
    }
    return all;
  }

  private static String value(EnvVar env, Map<String, Object> before) {
    if (env.getValueFrom() == null) {
      return REFERENCE
          .matcher(env.getValue())
          .replaceAll(
              match -> Matcher.quoteReplacement(String.valueOf(before.get(match.group(1)))));
    }
    if (env.getValueFrom().getFieldRef() != null) {
      return "iplive-part-0";
    }
    String key = env.getValueFrom().getSecretKeyRef().getKey();
    return key.startsWith("encryption-key-") ? KEY : "a-secret-of-" + key + "-of-enough-characters";
  }

  /** Names of Secrets that a pod cannot start without. */
  static Stream<String> secrets(PodSpec pod) {
    return pod.getContainers().stream()
        .flatMap(container -> container.getEnv().stream())
        .filter(env -> env.getValueFrom() != null)
        .map(env -> env.getValueFrom().getSecretKeyRef())
        .filter(reference -> reference != null)
        .map(SecretKeySelector::getName);
  }
}
