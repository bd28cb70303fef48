package io.iplive.scheduler.wheel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgendaTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Agenda agenda = new Agenda(START);

  @Test
  void firesAtItsDueAndNotBefore() {
    set(1, 5_003);
    assertThat(agenda.poll(START.plusMillis(5_002))).isNull();
    Appointment due = agenda.poll(START.plusMillis(5_003));
    assertThat(due).isNotNull().extracting(Appointment::monitorId).isEqualTo(1L);
    assertThat(agenda.poll(START.plusMillis(5_003))).isNull();
  }

  @Test
  void firesWhatIsTurnsAhead() {
    set(1, 1_000_000);
    for (int at = 0; at < 1_000_000; at += 997) {
      assertThat(agenda.poll(START.plusMillis(at))).isNull();
    }
    assertThat(agenda.poll(START.plusMillis(1_000_000))).isNotNull();
  }

  @Test
  void firesEverythingAfterALongStandstill() {
    for (int id = 0; id < 1_000; id++) {
      set(id, id * 977L);
    }
    Set<Long> fired = new HashSet<>();
    Instant late = START.plusSeconds(86_400);
    for (Appointment due = agenda.poll(late); due != null; due = agenda.poll(late)) {
      fired.add(due.monitorId());
    }
    assertThat(fired).hasSize(1_000);
  }

  @Test
  void aMovedAppointmentFiresOnceAtItsNewDue() {
    set(1, 100);
    set(1, 900);
    assertThat(agenda.poll(START.plusMillis(500))).isNull();
    assertThat(agenda.poll(START.plusMillis(900))).isNotNull();
    assertThat(agenda.size()).isEqualTo(1);
  }

  @Test
  void aCancelledAppointmentNeverFiresEvenIfItWasDue() {
    set(1, 100);
    set(2, 100);
    Appointment first = agenda.poll(START.plusMillis(200));
    long other = first != null && first.monitorId() == 1 ? 2 : 1;
    agenda.cancel(other);
    assertThat(agenda.poll(START.plusMillis(200))).isNull();
    assertThat(agenda.newest(other)).isNull();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void behavesAsAPlainMapOfDues(long seed) {
    Random random = new Random(seed);
    Map<Long, Long> model = new HashMap<>();
    long now = 0;
    for (int step = 0; step < 20_000; step++) {
      long id = random.nextInt(200);
      switch (random.nextInt(4)) {
        case 0, 1 -> {
          long due = Math.max(0, now + random.nextInt(200_000) - 20_000);
          set(id, due);
          model.put(id, due);
        }
        case 2 -> {
          agenda.cancel(id);
          model.remove(id);
        }
        default -> {
          now += random.nextInt(100) == 0 ? 150_000 : random.nextInt(60);
          Set<Long> fired = new HashSet<>();
          Instant at = START.plusMillis(now);
          for (Appointment due = agenda.poll(at); due != null; due = agenda.poll(at)) {
            fired.add(due.monitorId());
            agenda.cancel(due.monitorId());
          }
          Set<Long> expected = new HashSet<>();
          for (Map.Entry<Long, Long> entry : model.entrySet()) {
            if (entry.getValue() <= now) {
              expected.add(entry.getKey());
            }
          }
          assertThat(fired).as("step %d", step).isEqualTo(expected);
          model.keySet().removeAll(expected);
        }
      }
      assertThat(agenda.size()).isEqualTo(model.size());
    }
  }

  private void set(long id, long dueMillis) {
    Instant due = START.plusMillis(dueMillis);
    agenda.set(id, due, due, null);
  }
}
