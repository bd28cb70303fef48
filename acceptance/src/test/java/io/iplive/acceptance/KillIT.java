package io.iplive.acceptance;

import static io.iplive.acceptance.site.Behaviour.ERROR;
import static io.iplive.acceptance.site.Behaviour.GOOD;
import static io.iplive.acceptance.site.Behaviour.HANG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.iplive.acceptance.history.Historian;
import io.iplive.acceptance.history.History;
import io.iplive.acceptance.history.History.Gap;
import io.iplive.acceptance.history.History.Site;
import io.iplive.acceptance.history.Reconciliation;
import io.iplive.acceptance.receiver.Call;
import io.iplive.acceptance.receiver.PhpReceiver;
import io.iplive.acceptance.run.Installation;
import io.iplive.acceptance.run.Panel;
import io.iplive.acceptance.run.Panel.Answer;
import io.iplive.acceptance.run.Victims;
import io.iplive.acceptance.site.Behaviour;
import io.iplive.acceptance.site.ScriptedTarget;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever is killed, whenever: nothing is lost, invented or doubled. */
@ExtendWith(Staged.class)
class KillIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FIRST_GROUP = 11;
  private static final int GROUPS = 6;
  private static final long PAID = 1_000_000;
  private static final Reconciliation RECONCILIATION =
      new Reconciliation(2, Duration.ofSeconds(11), Duration.ofMillis(1500));

  @Test
  void everyOutageIsToldOnceThoughBrokerAndServicesDieInTheMiddle(Stage stage)
      throws IOException, InterruptedException, ExecutionException {
    Installation installation = stage.installation();
    ScriptedTarget target = stage.target();
    PhpReceiver receiver = stage.receiver();
    Panel panel = stage.panel("kills");
    Installation.succeed(installation.iplive("account", "topup", panel.app(), "" + PAID));
    Installation.succeed(installation.iplive("account", "prices", panel.app(), "--check", "1"));
    List<Site> sites = monitors(panel, target);
    List<Site> early = sites.subList(0, 3);
    List<Site> late = sites.subList(3, 6);
    Site blink = sites.get(6);
    within(
        60,
        () -> {
          for (Site site : sites) {
            assertThat(receiver.rounds(site.group())).isNotEmpty();
          }
        });

    long broker = pid(installation, "broker");
    long services = pid(installation, "services");
    try (Admin admin = installation.admin()) {
      Victims victims = new Victims(admin, services);
      make(target, early, ERROR, HANG, ERROR);
      within(60, () -> assertThat(early).anyMatch(site -> lastProbeWas(target, site, false)));
      assertThat(victims.killBroker(broker)).isNotEmpty();
      probedAgain(target, sites);
      within(90, () -> toldOf(receiver, early, 1));
      assertThat(pid(installation, "broker")).isNotEqualTo(broker);
      assertThat(pid(installation, "services")).isEqualTo(services);

      make(target, early, GOOD);
      make(target, late, HANG, ERROR, ERROR);
      within(60, () -> assertThat(early).anyMatch(site -> lastProbeWas(target, site, true)));
      within(60, () -> assertThat(late).anyMatch(site -> lastProbeWas(target, site, false)));
      assertThat(victims.killServices()).isNotEmpty();
      installation.up();
      probedAgain(target, sites);
      within(90, () -> toldOf(receiver, early, 2));
      within(90, () -> toldOf(receiver, late, 1));
    }

    make(target, late, GOOD);
    make(target, List.of(blink), ERROR);
    within(60, () -> assertThat(lastProbeWas(target, blink, false)).isTrue());
    make(target, List.of(blink), GOOD);
    within(60, () -> assertThat(lastProbeWas(target, blink, true)).isTrue());
    within(60, () -> toldOf(receiver, late, 2));

    Instant stopping = Instant.now();
    Instant stopped = stopAll(panel, sites);
    await().until(() -> Instant.now().isAfter(stopped.plusSeconds(2)));
    Gap stop = new Gap(stopping.minusSeconds(3), Instant.now());
    Historian historian = new Historian(panel.app(), sites, target, installation.kafka(), receiver);
    within(
        60, // What the notifier leaves out is listed when its relay comes to it.
        () -> {
          History known = historian.ask(List.of(stop));
          assertThat(RECONCILIATION.contradictions(known)).as(known::toString).isEmpty();
        });
    History history = historian.ask(List.of(stop));
    assertThat(history.changes()).as(history::toString).hasSize(2 * (early.size() + late.size()));
    long checks = history.rounds().stream().mapToLong(round -> round.verdicts().size()).sum();
    within(
        60,
        () ->
            assertThat(charged(installation, panel))
                .as("the sum of the ledger is the checks done")
                .isEqualTo(checks));
    assertThat(target.probes())
        .as("no probe starts later than 2 s after stop_monitor was answered")
        .filteredOn(
            probe -> sites.stream().anyMatch(site -> site.address().equals(probe.address())))
        .noneMatch(probe -> probe.at().isAfter(stopped.plusSeconds(2)));
  }

  /** First records of all groups, then second ones. */
  private static List<Site> monitors(Panel panel, ScriptedTarget target)
      throws IOException, InterruptedException {
    List<Site> firsts = new ArrayList<>();
    List<Site> seconds = new ArrayList<>();
    for (int group = FIRST_GROUP; group < FIRST_GROUP + GROUPS; group++) {
      String first = "127.0.3." + group;
      String second = "127.0.4." + group;
      Answer answer =
          panel.operateMonitor(
              group,
              Map.of(
                  "record_ids", "1:2",
                  "ips", first + ":" + second,
                  "port", "" + target.port(),
                  "interval", "5",
                  "timeout", "1",
                  "num_error", "2"));
      assertThat(answer.code()).as(answer.message()).isEqualTo(1000);
      firsts.add(new Site(group, 1, answer.target(1), first));
      seconds.add(new Site(group, 2, answer.target(2), second));
    }
    firsts.addAll(seconds);
    return firsts;
  }

  private static void make(ScriptedTarget target, List<Site> sites, Behaviour... behaviours) {
    for (int i = 0; i < sites.size(); i++) {
      target.make(sites.get(i).address(), behaviours[i % behaviours.length]);
    }
  }

  private static long pid(Installation installation, String part)
      throws IOException, InterruptedException {
    return installation.part(part).path("pid").asLong();
  }

  /** The system works again: every site has been probed since now. */
  private static void probedAgain(ScriptedTarget target, List<Site> sites) {
    Instant now = Instant.now();
    within(
        120,
        () ->
            assertThat(sites)
                .allMatch(site -> target.probes(site.address()).getLast().at().isAfter(now)));
  }

  private static boolean lastProbeWas(ScriptedTarget target, Site site, boolean good) {
    return target.probes(site.address()).getLast().behaviour().good() == good;
  }

  private static Instant stopAll(Panel panel, List<Site> sites)
      throws IOException, InterruptedException {
    Instant last = Instant.MIN;
    for (long group : sites.stream().map(Site::group).distinct().toList()) {
      Answer answer = panel.stopMonitor(group);
      assertThat(answer.code()).as(answer.message()).isEqualTo(1000);
      last = answer.at();
    }
    return last;
  }

  /** The contact was told of so many changes of each. */
  private static void toldOf(PhpReceiver receiver, List<Site> sites, int changes)
      throws IOException {
    for (Site site : sites) {
      assertThat(receiver.outages(site.target()).stream().map(Call.Outage::deliveryId).distinct())
          .hasSize(changes);
    }
  }

  /** How many checks at the price of 1 were paid. */
  private static long charged(Installation installation, Panel panel)
      throws IOException, InterruptedException {
    String purse =
        Installation.succeed(installation.iplive("account", "balance", panel.app(), "--json"))
            .out();
    BigDecimal balance = new BigDecimal(JSON.readTree(purse).path("balance").asText());
    return PAID - balance.longValueExact();
  }

  private static void within(int seconds, ThrowingRunnable assertion) {
    await()
        .atMost(Duration.ofSeconds(seconds))
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(assertion);
  }
}
