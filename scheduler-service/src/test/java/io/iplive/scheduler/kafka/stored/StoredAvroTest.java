package io.iplive.scheduler.kafka.stored;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.scheduler.kafka.Wire;
import io.iplive.scheduler.kafka.stored.avro.StoredMonitor;
import io.iplive.scheduler.monitor.Activity;
import io.iplive.scheduler.monitor.Check;
import io.iplive.scheduler.monitor.Definition;
import io.iplive.scheduler.monitor.Owner;
import io.iplive.scheduler.monitor.Standing;
import io.iplive.scheduler.monitor.Target;
import io.iplive.scheduler.monitor.Timing;
import io.iplive.scheduler.monitor.Version;
import io.iplive.scheduler.schedule.Change;
import io.iplive.scheduler.schedule.Course;
import io.iplive.scheduler.schedule.Fact;
import io.iplive.scheduler.schedule.Given;
import io.iplive.scheduler.schedule.Monitor;
import io.iplive.scheduler.schedule.Pace;
import io.iplive.scheduler.schedule.Restanding;
import io.iplive.scheduler.schedule.Step;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoredAvroTest {

  private static final Instant AT = Instant.parse("2026-01-01T00:00:00.123Z");

  private static final Standing SUSPENDED =
      new Standing.Suspended(new Version(1, 5), AT, Standing.Reason.BALANCE);

  @Test
  void aNewMonitorComesBackAsItWas() {
    Monitor monitor = Given.started(Given.active(7, Given.timing(60, 20), 1, 2), AT);
    assertThat(StoredAvro.monitor(7, StoredAvro.encoded(monitor))).isEqualTo(monitor);
  }

  @ParameterizedTest
  @EnumSource(Change.class)
  void everyFieldComesBackAsItWas(Change change) {
    Definition definition =
        new Definition(
            7,
            new Owner(3, null, null, null),
            Activity.PAUSED,
            "https",
            4,
            List.of(8L, 9L),
            new Timing(300, 30, 2_500, 3),
            4,
            2,
            new Check(new byte[] {9, 8, 7}),
            List.of(new Target(1, -1, "2001:db8::1", 12)));
    Monitor monitor =
        new Monitor(
            definition,
            new Version(2, 12),
            new Version(1, 3),
            new Pace.Failing(Instant.ofEpochSecond(1_700_000_000), List.of(1L), AT),
            new Course(Instant.ofEpochSecond(5), Instant.ofEpochSecond(4), AT),
            List.of(new Fact(change, new Version(2, 11), AT, AT, definition.targets(), SUSPENDED)),
            new Standing.Good(new Version(1, 6), AT));
    assertThat(StoredAvro.monitor(7, StoredAvro.encoded(monitor))).isEqualTo(monitor);
  }

  @ParameterizedTest
  @EnumSource(Activity.class)
  void everyActivityComesBackAsItWas(Activity activity) {
    Definition definition = Given.definition(7, activity, Given.timing(60, 20), Given.target(1));
    Monitor monitor = Given.started(definition, AT);
    assertThat(StoredAvro.monitor(7, StoredAvro.encoded(monitor)).definition().activity())
        .isEqualTo(activity);
  }

  @Test
  void aSuspendedMonitorComesBackAsItWas() {
    Monitor monitor = Given.started(Given.active(7, Given.timing(60, 20), 1, 2), AT);
    Step step = Restanding.restand(monitor, SUSPENDED, null, AT);
    Monitor suspended = Given.monitor(step);
    assertThat(StoredAvro.monitor(7, StoredAvro.encoded(suspended))).isEqualTo(suspended);
  }

  @Test
  void aMonitorStoredBeforeAccountsWereReadRuns() throws IOException {
    Monitor monitor = Given.started(Given.active(7, Given.timing(60, 20), 1, 2), AT);
    StoredMonitor row =
        StoredMonitor.createDecoder(StoredSchemas.of("StoredMonitor"))
            .decode(StoredAvro.encoded(monitor));
    ByteBuffer old =
        new BinaryMessageEncoder<StoredMonitor>(
                SpecificData.getForClass(StoredMonitor.class), released("StoredMonitor.1"))
            .encode(row);
    byte[] bytes = new byte[old.remaining()];
    old.get(bytes);
    assertThat(StoredAvro.monitor(7, bytes)).isEqualTo(monitor);
    assertThat(monitor.running()).isTrue();
  }

  private static Schema released(String name) throws IOException {
    String file = "/scheduler/stored/%s.avsc".formatted(name);
    try (InputStream json = requireNonNull(StoredAvroTest.class.getResourceAsStream(file))) {
      return new Schema.Parser().parse(json);
    }
  }

  @Test
  void theCheckIsCarriedUnreadWithItsSecretEncrypted() {
    assertThat(StoredAvro.check(StoredAvro.encoded(Wire.CHECK))).isEqualTo(Wire.CHECK);
  }

  @Test
  void aMonitorOfOneTargetTakesLessThan190Bytes() {
    Definition definition =
        new Definition(
            900_000,
            new Owner(30_000, 40_000L, "acme", 500_000L),
            Activity.ACTIVE,
            "http",
            0,
            List.of(),
            new Timing(60, 60, 3_000, 0),
            2,
            1,
            new Check(
                StoredAvro.encoded(
                    io.iplive.schemas.gateway.Check.newBuilder()
                        .setPath("/")
                        .setHost("www.example.org")
                        .setExpectedCodes("2xx,3xx")
                        .setTlsVerify(true)
                        .build())),
            List.of(new Target(900_000, 900_000, "192.0.2.123", 1)));
    assertThat(StoredAvro.encoded(Given.started(definition, AT))).hasSizeLessThan(190);
  }

  /**
   * State outlives releases. When a schema here changes, the new one is added as the next number to
   * src/main/resources/scheduler/stored; none is ever edited or taken away.
   */
  @Test
  void everySchemaThatStateIsWrittenWithIsKept() {
    assertKept("StoredMonitor", StoredMonitor.getClassSchema(), 2);
    assertKept("Check", io.iplive.schemas.gateway.Check.getClassSchema(), 2);
  }

  private static void assertKept(String name, Schema schema, int newest) {
    String file = "/scheduler/stored/%s.%d.avsc".formatted(name, newest);
    assertThat(StoredSchemas.of(name).findByFingerprint(fingerprint(schema)))
        .as("%s is kept in %s", name, file)
        .isNotNull();
    assertThat(StoredAvroTest.class.getResource(file)).isNotNull();
  }

  private static long fingerprint(Schema schema) {
    return SchemaNormalization.parsingFingerprint64(schema);
  }
}
