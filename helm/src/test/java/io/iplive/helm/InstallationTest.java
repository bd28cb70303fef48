package io.iplive.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an installation promises. */
class InstallationTest {

  @AfterEach
  void emptyTheCluster() {
    Cluster.forget();
  }

  @Test
  void whatAnAutoscalerMadeOfADeploymentStays() {
    assertThat(replicas()).isEqualTo(2);
    Cluster.scale("iplive-notifier", 5);
    assertThat(replicas()).isEqualTo(5);
    Cluster.scale("iplive-notifier", 1);
    assertThat(replicas()).isEqualTo(2);
    assertThat(
            Chart.with("notifier.replicas=3")
                .render()
                .one(Deployment.class, "iplive-notifier")
                .getSpec()
                .getReplicas())
        .isEqualTo(3);
  }

  private static int replicas() {
    return Chart.with("notifier.autoscaling.enabled=true")
        .render()
        .one(Deployment.class, "iplive-notifier")
        .getSpec()
        .getReplicas();
  }

  @Test
  void aPodThatIsNotReadyHoldsUpNoDrain() {
    assertThat(Chart.minimal().rendered().of(PodDisruptionBudget.class))
        .isNotEmpty()
        .allSatisfy(budget ->
            assertThat(budget.getSpec().getUnhealthyPodEvictionPolicy()).isEqualTo("AlwaysAllow"));
  }

  @Test
  void aNodesManyProcessorsAreNotAsManyPartitionsInMemory() {
    Manifests manifests =
        Chart.with("slaReport.enabled=true", "slaReport.accounts[0]=shop").rendered();
    assertThat(String.valueOf(Environment.of(manifests.container("sla")).get("JDK_JAVA_OPTIONS")))
        .contains("-XX:ActiveProcessorCount=2");
  }

  @Test
  void whoHoldsMuchInMemoryHasItsHeapFromTheStart() {
    Manifests manifests = Chart.minimal().rendered();
    for (String part : List.of("scheduler", "verdict", "gateway", "prober", "notifier")) {
      boolean holdsMuch = part.equals("scheduler") || part.equals("verdict");
      String options =
          String.valueOf(Environment.of(manifests.container(part)).get("JDK_JAVA_OPTIONS"));
      assertThat(options.contains("-XX:InitialRAMPercentage=60")).as(part).isEqualTo(holdsMuch);
    }
  }

  @Test
  void theBundledBrokerWritesNoLogOfItsGarbageCollector() {
    assertThat(Environment.of(Chart.trial().rendered().container("kafka")))
        .containsEntry("EXTRA_ARGS", "-name kafkaServer");
  }

  @Test
  void anInstanceOfStreamsIsItsOrdinal() {
    Manifests manifests = Chart.with("scheduler.store=rocksdb", "verdict.store=rocksdb").render();
    for (String service : List.of("scheduler", "verdict")) {
      StatefulSet set = manifests.one(StatefulSet.class, "iplive-" + service);
      Container container = manifests.container(service);
      assertThat(container.getEnv())
          .filteredOn(env -> env.getName().equals("IPLIVE_INSTANCE_ID"))
          .singleElement()
          .satisfies(env ->
              assertThat(env.getValueFrom().getFieldRef().getFieldPath())
                  .isEqualTo("metadata.name"));
      assertThat(set.getSpec().getVolumeClaimTemplates()).hasSize(1);
      assertThat(set.getSpec().getServiceName()).isEqualTo("iplive-" + service);
      assertThat(String.valueOf(Environment.of(container).get("IPLIVE_STATE_DIR")))
          .startsWith(container.getVolumeMounts().getLast().getMountPath());
    }
  }

  @Test
  void whatIsInMemoryAloneClaimsNoVolume() {
    Manifests manifests = Chart.minimal().render();
    for (String service : List.of("scheduler", "verdict")) {
      StatefulSet set = manifests.one(StatefulSet.class, "iplive-" + service);
      assertThat(set.getSpec().getVolumeClaimTemplates()).isEmpty();
      assertThat(set.getSpec().getTemplate().getSpec().getVolumes())
          .anyMatch(volume -> volume.getName().equals("state") && volume.getEmptyDir() != null);
    }
  }

  @Test
  void toolsWaitBesideTheRestAndReachWhatTheyCall() {
    Manifests manifests = Chart.with("tools.enabled=true").render();
    assertThat(manifests.container("tools").getArgs()).containsExactly("idle");
    assertThat(Environment.of(manifests.container("tools")))
        .containsEntry("IPLIVE_GATEWAY_URL", "http://iplive-gateway:6003")
        .containsEntry("IPLIVE_NOTIFIER_URL", "http://iplive-notifier:6005")
        .containsKey("IPLIVE_OPERATOR_TOKEN");
    assertThat(
            manifests.one(NetworkPolicy.class, "iplive-tools").getSpec().getEgress().stream()
                .flatMap(rule -> rule.getPorts().stream())
                .map(port -> port.getPort().getIntVal()))
        .containsExactly(9092, 8081, 6003, 6005);
    assertThat(
            manifests
                .one(NetworkPolicy.class, "iplive-notifier")
                .getSpec()
                .getIngress()
                .getFirst()
                .getFrom())
        .anyMatch(peer ->
            "tools"
                .equals(peer.getPodSelector().getMatchLabels().get("app.kubernetes.io/component")));
    assertThat(Chart.minimal().rendered().of(Deployment.class))
        .noneMatch(each -> each.getMetadata().getName().equals("iplive-tools"));
  }

  @Test
  void everyNodeIsADeploymentOfItsOwn() {
    Manifests manifests = Chart.trial().render();
    for (String node : List.of("one", "two")) {
      Deployment prober = manifests.one(Deployment.class, "iplive-prober-" + node);
      assertThat(prober.getSpec().getSelector().getMatchLabels())
          .containsEntry("iplive/node", node);
      assertThat(
              manifests
                  .one(PodDisruptionBudget.class, "iplive-prober-" + node)
                  .getSpec()
                  .getSelector()
                  .getMatchLabels())
          .containsEntry("iplive/node", node);
    }
  }

  @Test
  void onlyProberAndNotifierGoOut() {
    Manifests manifests = Chart.trial().render();
    assertThat(manifests.of(NetworkPolicy.class))
        .filteredOn(
            policy -> policy.getSpec().getEgress().stream().anyMatch(InstallationTest::anywhere))
        .extracting(policy -> policy.getMetadata().getName())
        .containsExactlyInAnyOrder("iplive-prober", "iplive-notifier");
    NetworkPolicy all = manifests.one(NetworkPolicy.class, "iplive-all");
    assertThat(all.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
    assertThat(all.getSpec().getEgress())
        .flatExtracting(NetworkPolicyEgressRule::getPorts)
        .allSatisfy(port -> assertThat(port.getPort().getIntVal()).isEqualTo(53));
  }

  private static boolean anywhere(NetworkPolicyEgressRule rule) {
    return rule.getPorts().isEmpty()
        && (rule.getTo().isEmpty()
            || rule.getTo().stream()
                .anyMatch(peer ->
                    peer.getIpBlock() != null && peer.getIpBlock().getCidr().equals("0.0.0.0/0")));
  }

  @Test
  void whatSelectsPodsFindsThem() {
    for (Chart.Variant variant : Chart.files().toList()) {
      Manifests manifests = variant.render();
      List<Map<String, String>> pods =
          manifests.podMetadata().values().stream().map(ObjectMeta::getLabels).toList();
      for (Service service : manifests.of(Service.class)) {
        assertThat(pods).anyMatch(pod -> holds(pod, service.getSpec().getSelector()));
      }
      for (NetworkPolicy policy : manifests.of(NetworkPolicy.class)) {
        LabelSelector selector = policy.getSpec().getPodSelector();
        assertThat(pods).anyMatch(pod -> holds(pod, selector.getMatchLabels()));
      }
      for (PodDisruptionBudget budget : manifests.of(PodDisruptionBudget.class)) {
        LabelSelector selector = budget.getSpec().getSelector();
        assertThat(pods).anyMatch(pod -> holds(pod, selector.getMatchLabels()));
      }
    }
  }

  private static boolean holds(Map<String, String> labels, Map<String, String> wanted) {
    return labels.entrySet().containsAll(wanted.entrySet());
  }

  @Test
  void aStopHasTimeForAllItsPhases() {
    Chart.minimal()
        .render()
        .pods()
        .forEach((name, pod) -> {
          Map<String, Object> environment = Environment.of(pod.getContainers().getFirst());
          Object phase = environment.get("SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE");
          if (phase != null) {
            int seconds = Integer.parseInt(phase.toString().replace("s", ""));
            assertThat(pod.getTerminationGracePeriodSeconds())
                .as(name)
                .isGreaterThan(seconds + 10L);
          }
        });
  }

  @Test
  void aNumberOfPartitionsThatIsRefusedIsNotTriedAgain() {
    Job topics = Chart.minimal().render().one(Job.class, "iplive-topics");
    assertThat(topics.getSpec().getPodFailurePolicy().getRules())
        .singleElement()
        .satisfies(rule -> assertThat(rule.getOnExitCodes().getValues()).containsExactly(3));
  }

  @Test
  void whatRunsForALongTimeAndWhatPreparesItWriteOneKindOfLog() {
    for (String each : List.of("gateway", "verdict", "topics", "migrate-gateway")) {
      String format = "LOGGING_STRUCTURED_FORMAT_CONSOLE";
      assertThat(Environment.of(Chart.minimal().rendered().container(each)))
          .containsEntry(format, "logstash");
      assertThat(Environment.of(Chart.with("podDefaults.logs=text").rendered().container(each)))
          .doesNotContainKey(format);
    }
  }

  @Test
  void whetherCallersKeepTheirAddressIsOfAServiceThatIsReachedFromOutside() {
    String local = "gateway.service.externalTrafficPolicy=Local";
    assertThat(
            Chart.with(local, "gateway.service.type=LoadBalancer")
                .render()
                .one(Service.class, "iplive-gateway")
                .getSpec()
                .getExternalTrafficPolicy())
        .isEqualTo("Local");
    assertThatThrownBy(Chart.with(local)::text).hasMessageContaining("NodePort or LoadBalancer");
  }
}
