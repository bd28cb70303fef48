package io.iplive.gateway;

import io.iplive.gateway.kafka.topics.TopicSetup;
import io.iplive.schemas.SchemaRefusedException;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * Makes the topics and registers the schemas of an installation, and ends. Exits with 1 when broker
 * or registry are away, which is worth another try, and with {@value #REFUSED} when what is there
 * is not ours to change, which is not.
 */
public final class TopicsMain {

  static final int REFUSED = 3;
  private static final int AWAY = 1;
  private static final Logger LOG = LoggerFactory.getLogger(TopicsMain.class);

  private TopicsMain() {}

  public static void main(String[] args) throws InterruptedException {
    System.exit(run(args));
  }

  /** The gateway's settings, as far as topics need them. */
  @ConfigurationProperties("iplive")
  record TopicsSettings(
      GatewaySettings.Kafka kafka,
      GatewaySettings.Registry registry,
      @DefaultValue("4") int partitions,
      @DefaultValue("1") int replicas) {

    TopicSetup setup() {
      return new TopicSetup(
          kafka.brokers(), registry.client(), partitions, (short) replicas, LOG::info, LOG::warn);
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties(TopicsSettings.class)
  static class TopicsConfiguration {}

  static int run(String... args) throws InterruptedException {
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(TopicsConfiguration.class)
            .web(WebApplicationType.NONE)
            .properties("spring.config.name=api-gateway")
            .run(args)) {
      context.getBean(TopicsSettings.class).setup().run();
      return 0;
    } catch (IllegalStateException | SchemaRefusedException e) {
      LOG.error("Nothing is changed: {}", e.getMessage());
      return REFUSED;
    } catch (KafkaException e) { // That the registry is away is one of them.
      LOG.error("Not done yet: {}", e.toString());
      return AWAY;
    }
  }
}
