package io.iplive.local.children;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.local.instance.Settings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BrokerPropertiesTest {

  private static final Settings SETTINGS =
      new Settings(6003, 1, Set.of(), Map.of("broker", 20_001, "controller", 20_002));

  @Test
  void kafkaReadsTheFolderAsItIsCalled() throws IOException {
    assertThat(loaded("/home/me/my data/broker")).isEqualTo("/home/me/my data/broker");
    assertThat(loaded("/tmp/данные/broker")).isEqualTo("/tmp/данные/broker");
  }

  /** As Kafka loads it: bytes, without a word of their encoding. */
  private static String loaded(String folder) throws IOException {
    Properties properties = new Properties();
    byte[] file = BrokerProperties.text(SETTINGS, folder).getBytes(StandardCharsets.UTF_8);
    properties.load(new ByteArrayInputStream(file));
    return properties.getProperty("log.dirs");
  }
}
