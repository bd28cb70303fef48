package io.iplive.gateway.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.iplive.gateway.account.Ciphertext;
import io.iplive.gateway.account.ContactId;
import io.iplive.gateway.address.IpAddress;
import io.iplive.gateway.call.Refusal;
import io.iplive.gateway.call.Sent;
import io.iplive.gateway.monitor.MonitorEvent.MonitorChanged;
import io.iplive.gateway.monitor.MonitorEvent.MonitorCreated;
import io.iplive.gateway.monitor.MonitorEvent.MonitorStopped;
import io.iplive.gateway.monitor.MonitorEvent.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MonitorDeciderTest {

  private final Group group = new Group();

  @Test
  void aNewGroupHasTheContractsDefaults() {
    Monitor monitor = group.operate(Map.of()).happened().after();
    assertThat(monitor.version()).isEqualTo(1);
    assertThat(monitor.protocol()).isEqualTo(Protocol.HTTP);
    assertThat(monitor.level()).isZero();
    assertThat(monitor.pace())
        .isEqualTo(new Pace(Duration.ofSeconds(60), null, Duration.ofSeconds(3), 0, 2, 1));
    assertThat(monitor.check()).isEqualTo(new Check(null, "/", null, null, "2xx,3xx", null, true));
    assertThat(monitor.candidates()).isEmpty();
    assertThat(monitor.contacts()).isNull();
    assertThat(monitor.targets())
        .extracting(t -> t.id().value(), Target::recordId, Target::addressVersion)
        .containsExactly(tuple(1L, 5L, 1L), tuple(2L, 6L, 1L));
  }

  @Test
  void theSameCallAgainIsNoEvent() {
    Map<String, String> all =
        Map.of("level", "1", "cookies", "a=1", "port", "81", "contacts", "7", "domain", "a.b");
    group.operate(all);
    assertThat(group.operate(all).decision()).isEqualTo(new Decision.Unchanged());
    assertThat(group.operate(Map.of()).decision()).isEqualTo(new Decision.Unchanged());
  }

  @Test
  void aBlankParameterGoesBackToItsDefaultAndAnAbsentOneStays() {
    group.operate(Map.of("interval", "30", "port", "81", "contacts", "7", "domain", "a.b"));
    Monitor after = group.operate(Map.of("port", "", "contacts", " ")).happened().after();
    assertThat(after.check().port()).isNull();
    assertThat(after.check().host()).isEqualTo("a.b");
    assertThat(after.contacts()).isNull();
    assertThat(after.pace().interval()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void onlyWhatChangedIsNamed() {
    group.operate(Map.of());
    assertThat(changed(Map.of("level", "2", "contacts", "7")))
        .containsExactly(Part.LEVEL, Part.CONTACTS);
    assertThat(changed(Map.of("num_ok", "2"))).containsExactly(Part.NUM_OK);
    assertThat(changed(Map.of("path", "/x"))).containsExactly(Part.CHECK);
    assertThat(changed(Map.of("protocol", "https"))).containsExactly(Part.PROTOCOL);
    assertThat(changed(Map.of("ips", "1.1.1.1:8.8.8.8"))).containsExactly(Part.TARGETS);
  }

  @Test
  void theErrorIntervalFollowsTheIntervalUntilItIsSent() {
    group.operate(Map.of());
    assertThat(changed(Map.of("interval", "30")))
        .containsExactly(Part.INTERVAL, Part.ERROR_INTERVAL);
    assertThat(changed(Map.of("period_error", "10"))).containsExactly(Part.ERROR_INTERVAL);
    assertThat(changed(Map.of("interval", "40"))).containsExactly(Part.INTERVAL);
  }

  @Test
  void recordsThatStayKeepTheirTargetAndMovedOnesGetANewAddressVersion() {
    group.operate(Map.of());
    Monitor after =
        group
            .operate(Map.of("record_ids", "7:6:5", "ips", "1.1.1.1:8.8.8.8:8.8.4.4"))
            .happened()
            .after();
    assertThat(after.targets())
        .extracting(t -> t.recordId(), t -> t.id().value(), Target::addressVersion)
        .containsExactly(tuple(7L, 3L, 2L), tuple(6L, 2L, 1L), tuple(5L, 1L, 2L));
  }

  @Test
  void aRecordThatComesBackIsANewTarget() {
    group.operate(Map.of());
    group.operate(Map.of("record_ids", "5", "ips", "9.9.9.9"));
    Monitor after = group.operate(Map.of()).happened().after();
    assertThat(after.targets()).extracting(t -> t.id().value()).containsExactly(1L, 3L);
  }

  @Test
  void onlyOrderAlsoChangesTheDefinition() {
    group.operate(Map.of());
    assertThat(changed(Map.of("record_ids", "6:5", "ips", "8.8.8.8:9.9.9.9")))
        .containsExactly(Part.TARGETS);
  }

  @Test
  void aMoveGivesOneRecordAnAddressAndANewAddressVersion() {
    group.operate(Map.of());
    MonitorEvent event = ((Decision.Happens) group.move(6, "1.1.1.1")).event();
    assertThat(event)
        .isInstanceOfSatisfying(
            MonitorChanged.class,
            changed -> assertThat(changed.changed()).containsExactly(Part.TARGETS));
    assertThat(event.after().targets())
        .extracting(
            t -> t.recordId(), t -> t.id().value(), t -> t.address().text(), Target::addressVersion)
        .containsExactly(tuple(5L, 1L, "9.9.9.9", 1L), tuple(6L, 2L, "1.1.1.1", 2L));
    assertThat(group.move(6, "1.1.1.1")).isEqualTo(new Decision.Unchanged());
    assertThat(group.operate(Map.of("ips", "9.9.9.9:1.1.1.1")).decision())
        .isEqualTo(new Decision.Unchanged());
  }

  @Test
  void aMoveNeedsItsGroupAndItsRecord() {
    assertThat(group.move(5, "1.1.1.1"))
        .isEqualTo(
            new Decision.Refused(new Refusal.ParamError("group_id", "3", "a group of this app")));
    group.operate(Map.of());
    assertThat(group.move(7, "1.1.1.1"))
        .isEqualTo(
            new Decision.Refused(
                new Refusal.ParamError("record_id", "7", "a record of this group")));
  }

  @Test
  void aMisfitRefusesAnUpdateWithoutATrace() {
    group.operate(Map.of("interval", "60", "period_error", "50"));
    Monitor before = group.current;
    assertThat(group.operate(Map.of("interval", "30")).decision())
        .isEqualTo(
            new Decision.Refused(new Refusal.ParamError("period_error", "50", "5..30 seconds")));
    assertThat(group.current).isEqualTo(before);
  }

  @Test
  void theLongestRoundMayFillTheSmallestIntervalExactly() {
    assertThat(group.operate(Map.of("interval", "5", "timeout", "3")).decision())
        .isInstanceOf(Decision.Happens.class);
    assertThat(group.operate(Map.of("timeout", "4")).decision())
        .isInstanceOf(Decision.Refused.class);
    assertThat(group.operate(Map.of("retry_count", "1")).decision())
        .isInstanceOf(Decision.Refused.class);
  }

  @Test
  void aStopIsForGoodAndOnce() {
    Monitor first = group.operate(Map.of()).happened().after();
    assertThat(group.stop()).isInstanceOf(Decision.Happens.class);
    assertThat(group.stop()).isEqualTo(new Decision.Unchanged());
    Monitor second = group.operate(Map.of()).happened().after();
    assertThat(second.version()).isEqualTo(1);
    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(second.targets()).doesNotContainAnyElementsOf(first.targets());
  }

  @Test
  void impossibleHistoriesAreRefused() {
    Monitor monitor = group.operate(Map.of()).happened().after();
    assertThatThrownBy(() -> MonitorDecider.evolve(monitor, new MonitorCreated(monitor)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> MonitorDecider.evolve(null, new MonitorChanged(List.of(), monitor)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> MonitorDecider.evolve(monitor, new MonitorStopped(monitor)))
        .isInstanceOf(IllegalStateException.class);
  }

  /** Laws over random histories of one group. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
  void whateverIsAsked(long seed) {
    Random random = new Random(seed);
    List<MonitorEvent> life = new ArrayList<>();
    Set<TargetId> retired = new HashSet<>();
    for (int step = 0; step < 200; step++) {
      Monitor before = group.current;
      boolean stop = random.nextInt(10) == 0;
      Map<String, String> form = form(random);
      Decision decision = stop ? group.stop() : group.operate(form).decision();
      if (decision instanceof Decision.Happens(MonitorEvent event)) {
        life.add(event);
        Monitor after = event.after();
        assertThat(after.version()).isEqualTo(before == null ? 1 : before.version() + 1);
        assertThat(after.targets()).extracting(Target::id).noneMatch(retired::contains);
        if (before != null) {
          before.targets().stream().map(Target::id).forEach(retired::add);
          after.targets().stream().map(Target::id).forEach(retired::remove);
        }
        if (after.state() == Monitor.State.STOPPED) {
          after.targets().stream().map(Target::id).forEach(retired::add);
          life.clear();
        }
      }
      if (!stop && !(decision instanceof Decision.Refused)) {
        assertThat(group.operate(form).decision()).isEqualTo(new Decision.Unchanged());
      }
      assertThat(replayed(life)).as("seed %d, step %d", seed, step).isEqualTo(group.current);
    }
  }

  private static @Nullable Monitor replayed(List<MonitorEvent> life) {
    Monitor monitor = null;
    for (MonitorEvent event : life) {
      monitor = MonitorDecider.evolve(monitor, event);
    }
    return monitor;
  }

  private static Map<String, String> form(Random random) {
    List<String> records = new ArrayList<>();
    List<String> ips = new ArrayList<>();
    for (int record = 0; record < 4; record++) {
      if (random.nextBoolean() || record == 3) {
        records.add(Integer.toString(record));
        ips.add("9.9.9." + random.nextInt(3));
      }
    }
    List<String> intervals = List.of("", "5", "30", "60");
    return Map.of(
        "record_ids", String.join(":", records),
        "ips", String.join(":", ips),
        "interval", intervals.get(random.nextInt(4)),
        "timeout", Integer.toString(1 + random.nextInt(6)),
        "cookies", "sid=" + random.nextInt(3));
  }

  private List<Part> changed(Map<String, String> form) {
    return group.operate(form).happened() instanceof MonitorChanged(List<Part> parts, Monitor _)
        ? parts
        : List.of();
  }

  /** A group and what has become of it; ids are given in order, secrets sealed by themselves. */
  @Test
  void aContactThatIsGoneIsNamedNoMore() {
    group.operate(Map.of("contacts", "7,8"));
    assertThat(group.detach(9)).isEqualTo(new Decision.Unchanged());
    group.detach(7);
    assertThat(group.contacts()).containsExactly(new ContactId(8));
    group.detach(8);
    assertThat(group.contacts()).as("nobody, and not the account's presets").isEmpty();
    group.operate(Map.of("contacts", ""));
    assertThat(group.detach(8)).isEqualTo(new Decision.Unchanged());
  }

  private static final class Group {

    private @Nullable Monitor current;
    private long monitors;
    private long targets;

    record Done(Decision decision) {
      MonitorEvent happened() {
        return ((Decision.Happens) decision).event();
      }
    }

    Done operate(Map<String, String> form) {
      MonitorCommand.Operate command = Forms.operate(form);
      Sent<Ciphertext> cookies =
          command.form().cookies().map(plain -> new Ciphertext("k1", plain.text()));
      List<TargetId> fresh = new ArrayList<>();
      for (int i = 0; i < MonitorDecider.newTargets(command, current); i++) {
        fresh.add(new TargetId(++targets));
      }
      Allotment allotment = new Allotment(new MonitorId(++monitors), fresh, cookies);
      return new Done(taken(MonitorDecider.decide(command, current, allotment)));
    }

    Decision move(long record, String address) {
      return taken(
          MonitorDecider.decide(
              new MonitorCommand.Move(
                  Forms.OWNER,
                  Forms.GROUP,
                  record,
                  IpAddress.parse(address).orElseThrow(),
                  Forms.AT),
              current));
    }

    Decision detach(long contact) {
      return taken(
          MonitorDecider.decide(
              new MonitorCommand.Detach(Forms.OWNER, Forms.GROUP, new ContactId(contact), Forms.AT),
              current));
    }

    @Nullable List<ContactId> contacts() {
      return current == null ? null : current.contacts();
    }

    Decision stop() {
      return taken(
          MonitorDecider.decide(
              new MonitorCommand.Stop(Forms.OWNER, Forms.GROUP, Forms.AT), current));
    }

    private Decision taken(Decision decision) {
      if (decision instanceof Decision.Happens(MonitorEvent event)) {
        Monitor after = MonitorDecider.evolve(current, event);
        current = after.state() == Monitor.State.STOPPED ? null : after;
      }
      return decision;
    }
  }

  @Test
  void contactsAreThoseNamed() {
    assertThat(group.operate(Map.of("contacts", "7,8")).happened().after().contacts())
        .containsExactly(new ContactId(7), new ContactId(8));
  }
}
