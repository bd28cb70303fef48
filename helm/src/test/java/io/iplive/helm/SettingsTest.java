package io.iplive.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Container;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** The environment that the chart sets is read, whole, by the services' own settings. */
class SettingsTest {

  private record Settings(String prefix, String type) {}

  private static final Map<String, List<Settings>> SETTINGS =
      Map.of(
          "gateway", List.of(new Settings("iplive", "io.iplive.gateway.GatewaySettings")),
          "scheduler", List.of(new Settings("iplive", "io.iplive.scheduler.SchedulerSettings")),
          "prober", List.of(new Settings("iplive", "io.iplive.prober.ProberSettings")),
          "verdict", List.of(new Settings("iplive", "io.iplive.verdict.VerdictSettings")),
          "notifier",
              List.of(
                  new Settings("iplive", "io.iplive.notifier.NotifierSettings"),
                  new Settings("iplive.channels", "io.iplive.notifier.ChannelSettings")),
          "topics", List.of(new Settings("iplive", "io.iplive.gateway.TopicsMain$TopicsSettings")),
          "sla", List.of(new Settings("iplive", "io.iplive.gateway.TopicsMain$TopicsSettings")),
          "tools", List.of(new Settings("iplive", "io.iplive.gateway.TopicsMain$TopicsSettings")));

  /** What tools read besides: see Reach. */
  private static final Set<String> OF_TOOLS =
      Set.of("IPLIVE_GATEWAY_URL", "IPLIVE_NOTIFIER_URL", "IPLIVE_OPERATOR_TOKEN");

  private static final Set<String> SPRING = springsNames();

  static Stream<Chart.Variant> variants() {
    return Chart.variants();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void everyNameIsASettingOfItsService(Chart.Variant variant) {
    variant
        .rendered()
        .containers()
        .filter(container -> container.getImage().contains("iplive/"))
        .forEach(SettingsTest::check);
  }

  private static void check(Container container) {
    Map<String, Object> environment = Environment.of(container);
    Set<String> read = new HashSet<>();
    for (Settings settings : SETTINGS.getOrDefault(container.getName(), List.of())) {
      bind(settings, environment, read);
    }
    Set<String> helpers = new HashSet<>();
    container.getEnv().forEach(env -> helpers.addAll(Environment.references(env.getValue())));
    Set<String> others = Set.of("JDK_JAVA_OPTIONS", "SPRING_APPLICATION_JSON", "TZ");
    assertThat(environment.keySet())
        .as(container.getName())
        .allMatch(name ->
            read.contains(name)
                || SPRING.contains(name)
                || helpers.contains(name)
                || others.contains(name)
                || (container.getName().equals("tools") && OF_TOOLS.contains(name)));
  }

  /** Binds as Spring does at the service's start, and notes which variables it took. */
  private static void bind(Settings settings, Map<String, Object> environment, Set<String> read) {
    var source =
        new SystemEnvironmentPropertySource(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, environment);
    BindHandler noting =
        new BindHandler() {
          @Override
          public Object onSuccess(
              ConfigurationPropertyName name,
              Bindable<?> target,
              BindContext context,
              Object result) {
            ConfigurationProperty taken = context.getConfigurationProperty();
            if (taken != null && taken.getOrigin() instanceof PropertySourceOrigin origin) {
              read.add(origin.getPropertyName());
            }
            return result;
          }
        };
    try {
      new Binder(Objects.requireNonNull(ConfigurationPropertySource.from(source)))
          .bind(settings.prefix(), Bindable.of(Class.forName(settings.type())), noting);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aNameThatNoServiceReadsIsFound() {
    Set<String> read = new HashSet<>();
    Map<String, Object> environment =
        Map.of(
            "IPLIVE_KAFKA_BOOTSTRAP_SERVERS", "kafka:9092",
            "IPLIVE_STATE_DIR", "/tmp",
            "IPLIVE_STANDBY", "1");
    bind(new Settings("iplive", "io.iplive.verdict.VerdictSettings"), environment, read);
    assertThat(read)
        .containsExactlyInAnyOrder("IPLIVE_KAFKA_BOOTSTRAP_SERVERS", "IPLIVE_STATE_DIR");
  }

  @ParameterizedTest
  @MethodSource("variants")
  void securityOfKafkaIsNamedAsItsClientsNameIt(Chart.Variant variant) {
    variant
        .rendered()
        .containers()
        .flatMap(container -> container.getEnv().stream())
        .map(env -> env.getName())
        .filter(name -> name.startsWith("IPLIVE_KAFKA_PROPERTIES_"))
        .map(name -> name.substring("IPLIVE_KAFKA_PROPERTIES_".length()))
        .map(name -> name.toLowerCase(Locale.ROOT).replace('_', '.'))
        .forEach(name -> assertThat(AdminClientConfig.configNames()).contains(name));
  }

  @ParameterizedTest
  @MethodSource("variants")
  void programsAreThere(Chart.Variant variant) {
    variant
        .rendered()
        .containers()
        .filter(container -> container.getImage().contains("iplive/"))
        .filter(container -> !container.getCommand().isEmpty())
        .forEach(container -> {
          String main = container.getCommand().getLast();
          assertThat(main).satisfies(name -> Class.forName(name));
        });
  }

  private static Set<String> springsNames() {
    Set<String> names = new HashSet<>();
    try {
      for (URL file :
          Collections.list(
              SettingsTest.class
                  .getClassLoader()
                  .getResources("META-INF/spring-configuration-metadata.json"))) {
        try (InputStream json = file.openStream()) {
          for (JsonNode property : new ObjectMapper().readTree(json).path("properties")) {
            String name = property.path("name").asText().replace('.', '_').toUpperCase(Locale.ROOT);
            names.add(name.replace('-', '_')); // Both are read.
            names.add(name.replace("-", ""));
          }
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return names;
  }
}
