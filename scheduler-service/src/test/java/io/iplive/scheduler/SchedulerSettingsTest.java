package io.iplive.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iplive.scheduler.kafka.StoreKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

class SchedulerSettingsTest {

  @Test
  void theFileThatIsShippedSaysWhatTheContractsSay() throws IOException {
    SchedulerSettings settings = bound(Map.of("spring.kafka.bootstrap-servers", "broker:9092"));
    assertThat(settings.kafka().bootstrapServers()).isEqualTo("broker:9092");
    assertThat(settings.instanceId()).isEqualTo("scheduler-0");
    assertThat(settings.store()).isEqualTo(StoreKind.IN_MEMORY);
    assertThat(settings.scheduler().grace()).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.scheduler().levels())
        .isEqualTo(List.of("3/2", "2/1", "7/5", "5/3", "all/all"));
    assertThat(new SchedulerConfiguration().policy(settings).levels()).hasSize(5);
  }

  @Test
  void everySettingCanBeChanged() throws IOException {
    SchedulerSettings settings =
        bound(
            Map.of(
                "iplive.instance-id", "scheduler-3",
                "iplive.state-dir", "elsewhere",
                "iplive.store", "rocksdb",
                "iplive.standbys", "1",
                "iplive.replicas", "3",
                "iplive.threads", "4",
                "iplive.scheduler.grace", "2500ms"));
    assertThat(settings.instanceId()).isEqualTo("scheduler-3");
    assertThat(settings.stateDir()).isEqualTo(Path.of("elsewhere"));
    assertThat(settings.store()).isEqualTo(StoreKind.ROCKSDB);
    assertThat(settings.standbys()).isEqualTo(1);
    assertThat(new SchedulerConfiguration().streamsSettings(settings).replicas()).isEqualTo(3);
    assertThat(settings.threads()).isEqualTo(4);
    assertThat(settings.scheduler().grace()).isEqualTo(Duration.ofMillis(2_500));
  }

  @Test
  void whatCannotRunIsRefusedByName() {
    assertRefused("iplive.threads", "0", "iplive.threads=0, allowed from 1");
    assertRefused("iplive.replicas", "0", "iplive.replicas=0, allowed from 1, or -1");
    assertRefused("iplive.standbys", "-1", "iplive.standbys=-1, allowed from 0");
    assertRefused("iplive.instance-id", " ", "iplive.instance-id= , allowed a name");
    assertRefused("iplive.scheduler.grace", "-1s", "iplive.scheduler.grace=PT-1S, allowed");
    assertRefused("iplive.scheduler.jobs-waiting", "0", "iplive.scheduler.jobs-waiting=0");
  }

  private static void assertRefused(String name, String value, String because) {
    assertThatThrownBy(() -> bound(Map.of(name, value)))
        .rootCause()
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(because);
  }

  private static SchedulerSettings bound(Map<String, Object> changed) throws IOException {
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("changed", changed));
    new YamlPropertySourceLoader()
        .load("shipped", new ClassPathResource("scheduler-service.yml"))
        .forEach(environment.getPropertySources()::addLast);
    ConfigurationPropertySources.attach(environment);
    return Binder.get(environment).bindOrCreate("iplive", Bindable.of(SchedulerSettings.class));
  }
}
