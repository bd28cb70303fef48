package io.iplive.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iplive.notifier.doubles.SmscDouble.Sms;
import io.iplive.schemas.gateway.ContactType;
import io.iplive.schemas.gateway.MonitorState;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Numbers of SMS after the database came back from a backup. */
class SmsNumbersIT {

  private static final String PHONE = "+79990000901";
  private static final Rig RIG = Rig.get();
  private static final Events EVENTS = RIG.events();
  private static final DeliverySteps STEPS = new DeliverySteps(RIG);

  @AfterAll
  static void close() {
    STEPS.close();
  }

  @Test
  void noneIsGivenOutTwiceAfterABackupCameBack() {
    EVENTS.account(EVENTS.account(901, "http://127.0.0.1:1/").build(), 1);
    EVENTS.contact(EVENTS.contact(901, 901, ContactType.SMS, PHONE).build(), 1);
    EVENTS.monitor(901, 901, 1, MonitorState.ACTIVE);
    RIG.awaitMonitor(901);
    sent(90101, 18, 1);
    Jdbi jdbi = RIG.bean(Jdbi.class);
    long numbers = number(jdbi, "select last_value from sms_number");
    long steps = number(jdbi, "select last_value from outbox_position_seq");
    int second = sent(90102, 19, 2);

    await().until(() -> number(jdbi, "select count(*) from outbox") == 0);
    jdbi.useHandle(handle -> {
      handle.execute("delete from sms where sms_id >= ?", second);
      handle.execute("select setval('sms_number', ?)", numbers);
      handle.execute("select setval('outbox_position_seq', ?)", steps);
    });
    RIG.stop();
    RIG.start();

    assertThat(sent(90103, 20, 3)).isGreaterThan(second);
  }

  /** The number of the latest SMS, once all steps of all of them are told. */
  private static int sent(long outage, long target, int all) {
    EVENTS.opened(outage, 901, target, 1025842575 + 3_600 * all);
    await().until(() -> STEPS.of(901).size() == 2 * all);
    return RIG.smsc().taken().stream()
        .filter(sms -> sms.phone().equals(PHONE))
        .map(Sms::id)
        .toList()
        .getLast();
  }

  private static long number(Jdbi jdbi, String sql) {
    return jdbi.withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }
}
