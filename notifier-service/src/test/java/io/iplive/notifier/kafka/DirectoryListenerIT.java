package io.iplive.notifier.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.notifier.TestDatabase;
import io.iplive.notifier.directory.Directory.ReadPosition;
import io.iplive.notifier.postgres.directory.JdbiDirectory;
import io.iplive.schemas.HttpSchemaRegistry;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where the directory is read on from, by a real database. */
class DirectoryListenerIT {

  private static final TopicPartition FIRST = new TopicPartition("monitors.v1", 0);
  private static final TopicPartition SECOND = new TopicPartition("monitors.v1", 1);

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");

  @AfterEach
  void close() {
    consumer.close();
  }

  @Test
  void aDatabaseOlderThanTheGroupIsReadOnFromWhereItIs() throws SQLException {
    JdbiDirectory directory = directory("listener_older");
    directory.apply(List.of(), List.of(new ReadPosition(FIRST.topic(), FIRST.partition(), 5)));
    assign(directory, 9, 3);
    assertThat(consumer.position(FIRST)).isEqualTo(5);
    assertThat(consumer.position(SECOND)).as("it knows nothing of that one").isZero();
  }

  @Test
  void aDatabaseAheadOfTheGroupLetsItReadAgain() throws SQLException {
    JdbiDirectory directory = directory("listener_ahead");
    directory.apply(
        List.of(),
        List.of(
            new ReadPosition(FIRST.topic(), FIRST.partition(), 12),
            new ReadPosition(SECOND.topic(), SECOND.partition(), 3)));
    assign(directory, 9, 3);
    assertThat(consumer.position(FIRST)).isEqualTo(9);
    assertThat(consumer.position(SECOND)).isEqualTo(3);
  }

  private void assign(JdbiDirectory directory, long first, long second) {
    consumer.assign(List.of(FIRST, SECOND));
    consumer.seek(FIRST, first);
    consumer.seek(SECOND, second);
    new DirectoryListener(directory, new HttpSchemaRegistry("http://127.0.0.1:9"))
        .onPartitionsAssigned(consumer, List.of(FIRST, SECOND));
  }

  private static JdbiDirectory directory(String database) throws SQLException {
    return new JdbiDirectory(TestDatabase.migrated(TestDatabase.create(database)));
  }
}
