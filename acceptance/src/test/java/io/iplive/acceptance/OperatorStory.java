package io.iplive.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iplive.acceptance.run.Installation;
import io.iplive.acceptance.run.Iplive.Result;
import io.iplive.acceptance.run.Panel;
import io.iplive.acceptance.site.ScriptedTarget;
import io.iplive.schemas.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** An operator asks why, finds a record that nobody can read, and publishes all once more. */
final class OperatorStory {

  private static final byte[] KEY = "999999".getBytes(UTF_8);
  private static final byte[] POISON = {1, 2, 3};
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LETTERS = Topics.deadLetters(Topics.MONITORS, "scheduler").name();
  private static final String NOTIFIERS = Topics.deadLetters(Topics.MONITORS, "notifier").name();

  private final Installation installation;
  private final ScriptedTarget target;

  OperatorStory(Installation installation, ScriptedTarget target) {
    this.installation = installation;
    this.target = target;
  }

  void play() throws IOException, InterruptedException, ExecutionException {
    explain();
    letters();
    Result republished = Installation.succeed(installation.iplive("republish"));
    assertThat(republished.out()).contains("Everything is published.");
  }

  private void explain() throws IOException, InterruptedException {
    Panel panel =
        installation.account("asks", Optional.of("http://127.0.0.1:" + target.port() + "/cb.php"));
    String monitor =
        panel
            .operateMonitor(
                1,
                Map.of(
                    "record_ids",
                    "1",
                    "ips",
                    "127.0.99.1",
                    "port",
                    "" + target.port(),
                    "interval",
                    "10"))
            .info()
            .path("monitor_id")
            .asText();
    await("it has had a round")
        .atMost(Duration.ofSeconds(20))
        .pollInSameThread()
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() ->
            assertThat(installation.iplive("explain", monitor).out())
                .contains("Nothing holds it up.", "-> target", "up by answers"));
  }

  private void letters() throws IOException, InterruptedException, ExecutionException {
    Map<String, Object> broker =
        Map.of("bootstrap.servers", "127.0.0.1:" + installation.part("broker").path("port"));
    try (Admin admin = Admin.create(broker);
        Producer<byte[], byte[]> producer =
            new KafkaProducer<>(broker, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(Topics.MONITORS.name(), KEY, POISON)).get();
      await("nobody can read it").until(() -> letters(admin) == 1);
      assertThat(dlt("redrive", LETTERS, "--partition", "0", "--offset", "0").out())
          .contains("re-driven: monitors.v1");
      await("it died once more").until(() -> letters(admin) == 2);
      assertThat(dlt("redrive", LETTERS, "--partition", "0", "--offset", "0").out())
          .contains("nothing to do: re-driven before");
    }
    JsonNode letters = JSON.readTree(dlt("list", "--topic", LETTERS, "--json").out());
    assertThat(letters)
        .extracting(letter -> letter.path("state").asText())
        .containsExactly("re-driven", "waits");
    assertThat(letters.get(1).path("redrives").asInt()).isEqualTo(1);
    dlt("skip", LETTERS, "--partition", "0", "--offset", "1");
    assertThat(installation.status().path("dead_letters").asInt())
        .as("the notifier's waits: what one service gives up, another may still need")
        .isEqualTo(1);
    for (JsonNode letter : JSON.readTree(dlt("list", "--topic", NOTIFIERS, "--json").out())) {
      if (letter.path("state").asText().equals("waits")) {
        String partition = letter.path("partition").asText();
        String offset = letter.path("offset").asText();
        dlt("skip", NOTIFIERS, "--partition", partition, "--offset", offset);
      }
    }
    assertThat(installation.status().path("dead_letters").asInt()).isZero();
  }

  /** The scheduler writes them outside of transactions: as many as the topic's end says. */
  private static long letters(Admin admin) throws ExecutionException, InterruptedException {
    TopicPartition partition = new TopicPartition(LETTERS, 0);
    return admin
        .listOffsets(Map.of(partition, OffsetSpec.latest()))
        .partitionResult(partition)
        .get()
        .offset();
  }

  private Result dlt(String... arguments) throws IOException, InterruptedException {
    String[] all = new String[arguments.length + 1];
    all[0] = "dlt";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return Installation.succeed(installation.iplive(all));
  }
}
