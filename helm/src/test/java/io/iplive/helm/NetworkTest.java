package io.iplive.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may talk to whom. */
class NetworkTest {

  private static final String NAMESPACE = "kubernetes\\.io/metadata\\.name";

  @ParameterizedTest
  @CsvSource({
    "topics, 9093, 8081",
    "migrate-gateway, 5433, 5433",
    "migrate-notifier, 5433, 5433",
  })
  void aJobBeforeARollOutHasItsWayOpenedBeforeIt(String job, int first, int last) {
    Manifests manifests =
        Chart.with(
                "networkPolicy.kafka.ports[0]=9093",
                "networkPolicy.registry.ports[0]=8081",
                "postgresql.port=5433")
            .render();

    assertThat(policiesOf(manifests, "Job iplive-" + job))
        .as("a policy of the release would be of the one before")
        .singleElement()
        .satisfies(policy -> {
          assertThat(policy.getMetadata().getAnnotations())
              .containsEntry(Chart.HOOK, "pre-install,pre-upgrade")
              .containsEntry("helm.sh/hook-weight", "-1")
              .containsEntry("helm.sh/hook-delete-policy", "before-hook-creation,hook-succeeded");
          assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
          assertThat(policy.getSpec().getIngress()).isEmpty();
          assertThat(ports(policy)).startsWith(53, 53).contains(first, last).endsWith(last);
        });
  }

  @Test
  void aJobThatIsNotRunHasNoPolicy() {
    Manifests manifests = Chart.with("jobs.topics=false", "jobs.migrations=false").render();
    assertThat(manifests.of(NetworkPolicy.class))
        .allSatisfy(policy -> assertThat(policy.getMetadata().getAnnotations()).isEmpty());
  }

  @Test
  void whatIsBundledIsReachedByJobsOfTheReleaseItself() {
    Manifests manifests = Chart.trial().render();
    assertThat(policiesOf(manifests, "Job iplive-topics-1"))
        .singleElement()
        .satisfies(policy -> {
          assertThat(policy.getMetadata().getAnnotations()).isEmpty();
          assertThat(ports(policy)).containsExactly(53, 53, 9092, 8080);
        });
  }

  @Test
  void everyPodStandsUnderAPolicyForBothWays() {
    for (Chart.Variant variant : Chart.files().toList()) {
      Manifests manifests = variant.render();
      for (String pod : manifests.podMetadata().keySet()) {
        assertThat(policiesOf(manifests, pod))
            .as(pod)
            .anyMatch(
                policy -> policy.getSpec().getPolicyTypes().equals(List.of("Ingress", "Egress")));
      }
    }
  }

  /** Not even 0.0.0.0/0 is a pod of the cluster, for some networks. */
  @Test
  void aBackendOfUnknownPlaceIsReachedWhereverItIsOnItsPortsAlone() {
    List<NetworkPolicyEgressRule> rules =
        Chart.minimal()
            .render()
            .one(NetworkPolicy.class, "iplive-gateway")
            .getSpec()
            .getEgress()
            .subList(0, 3);
    assertThat(rules).allSatisfy(rule -> assertThat(rule.getTo()).isEmpty());
    assertThat(rules)
        .extracting(NetworkTest::ports)
        .containsExactly(List.of(9092), List.of(8081), List.of(5432));
  }

  /** Any other port would be closed without a word. */
  @ParameterizedTest
  @CsvSource({
    "'kafka.bootstrapServers=a:9093,b:9093,c:9094', 0, '9093,9094'",
    "registry.url=https://registry/apis/ccompat/v7, 1, 443",
    "registry.url=http://registry, 1, 80",
    "registry.url=https://registry:8443/apis/ccompat/v7, 1, 8443",
    "registry.url=http://[2001:db8::1]:8085, 1, 8085",
    "networkPolicy.kafka.ports[0]=9096, 0, 9096",
    "networkPolicy.registry.ports[0]=8086, 1, 8086"
  })
  void aBackendIsReachedOnThePortsOfItsAddressUnlessOthersAreNamed(
      String option, int place, String ports) {
    NetworkPolicyEgressRule rule =
        Chart.with(option)
            .render()
            .one(NetworkPolicy.class, "iplive-gateway")
            .getSpec()
            .getEgress()
            .get(place);
    assertThat(ports(rule).stream().map(String::valueOf).collect(Collectors.joining(",")))
        .isEqualTo(ports);
  }

  @Test
  void namesAreResolvedOnThePortsOfTheClustersPods() {
    Manifests manifests = Chart.with("networkPolicy.dnsPorts[0]=5353").render();
    for (String policy : List.of("iplive-all", "iplive-topics")) {
      assertThat(manifests.one(NetworkPolicy.class, policy).getSpec().getEgress().getFirst())
          .satisfies(rule -> assertThat(ports(rule)).containsExactly(5353, 5353));
    }
  }

  @Test
  void backendsWhosePlaceIsSaidAreReachedThereAndNowhereElse() {
    Manifests manifests =
        Chart.with(
                "tools.enabled=true",
                "networkPolicy.kafka.networks[0]=10.1.0.0/24",
                "networkPolicy.registry.networks[0]=10.1.0.0/24",
                "networkPolicy.postgresql.networks[0]=10.1.0.0/24")
            .render();
    for (String part : List.of("gateway", "scheduler", "verdict", "topics", "tools")) {
      assertThat(manifests.one(NetworkPolicy.class, "iplive-" + part).getSpec().getEgress())
          .as(part)
          .filteredOn(rule -> !ports(rule).contains(53))
          .isNotEmpty()
          .allSatisfy(rule -> assertThat(rule.getTo()).isNotEmpty());
    }
  }

  @ParameterizedTest
  @CsvSource({"kafka, 0", "registry, 1", "postgresql, 2"})
  void aBackendIsPodsOrNetworksOrBoth(String backend, int place) {
    String value = "networkPolicy." + backend;
    String namespace = value + ".peers[0].namespaceSelector.matchLabels." + NAMESPACE + "=data";
    String pods = value + ".peers[0].podSelector.matchLabels.app=" + backend;
    String network = value + ".networks[0]=10.1.0.0/24";

    assertThat(way(place, network)).singleElement().satisfies(NetworkTest::isTheNetwork);
    assertThat(way(place, namespace, pods))
        .singleElement()
        .satisfies(peer -> {
          assertThat(peer.getNamespaceSelector().getMatchLabels())
              .isEqualTo(Map.of("kubernetes.io/metadata.name", "data"));
          assertThat(peer.getPodSelector().getMatchLabels()).isEqualTo(Map.of("app", backend));
        });
    assertThat(way(place, pods, network))
        .satisfiesExactly(
            peer -> assertThat(peer.getNamespaceSelector()).isNull(), NetworkTest::isTheNetwork);
  }

  private static void isTheNetwork(NetworkPolicyPeer peer) {
    assertThat(peer.getIpBlock().getCidr()).isEqualTo("10.1.0.0/24");
  }

  private static List<NetworkPolicyPeer> way(int place, String... options) {
    Manifests manifests = Chart.with(options).render();
    return manifests
        .one(NetworkPolicy.class, "iplive-gateway")
        .getSpec()
        .getEgress()
        .get(place)
        .getTo();
  }

  @Test
  void podsOfADatabaseMayListenElsewhereThanItsService() {
    Manifests manifests = Chart.with("networkPolicy.postgresql.ports[0]=6432").render();
    assertThat(ports(manifests.one(NetworkPolicy.class, "iplive-migrate-gateway")))
        .containsExactly(53, 53, 6432);
  }

  @Test
  void aMailRelayMayBePodsOfTheCluster() {
    String relay = "networkPolicy.mail.peers[0].podSelector.matchLabels.app=postfix";
    assertThat(
            Chart.with(relay)
                .render()
                .one(NetworkPolicy.class, "iplive-notifier")
                .getSpec()
                .getEgress())
        .last()
        .satisfies(rule ->
            assertThat(rule.getTo())
                .singleElement()
                .satisfies(peer ->
                    assertThat(peer.getPodSelector().getMatchLabels())
                        .isEqualTo(Map.of("app", "postfix"))));
  }

  @Test
  void theNotifierIsCalledByTheGatewayAndByWhomIsNamed() {
    assertThat(callersOfTheNotifier(Chart.minimal()))
        .singleElement()
        .satisfies(NetworkTest::isTheGateway);
    assertThat(
            callersOfTheNotifier(
                Chart.with(
                    "networkPolicy.notifier.from[0].namespaceSelector.matchLabels.name=ingress",
                    "networkPolicy.notifier.from[1].ipBlock.cidr=10.0.0.0/8")))
        .satisfiesExactly(
            NetworkTest::isTheGateway,
            peer ->
                assertThat(peer.getNamespaceSelector().getMatchLabels())
                    .isEqualTo(Map.of("name", "ingress")),
            peer -> assertThat(peer.getIpBlock().getCidr()).isEqualTo("10.0.0.0/8"));
  }

  private static void isTheGateway(NetworkPolicyPeer peer) {
    assertThat(peer.getPodSelector().getMatchLabels())
        .containsEntry("app.kubernetes.io/component", "gateway");
  }

  private static List<NetworkPolicyPeer> callersOfTheNotifier(Chart.Variant variant) {
    NetworkPolicy policy = variant.render().one(NetworkPolicy.class, "iplive-notifier");
    assertThat(policy.getSpec().getIngress()).hasSize(1);
    return policy.getSpec().getIngress().getFirst().getFrom();
  }

  @Test
  void statesOfSmsComeThroughTheIngressIfWishedAndNothingElseOfTheNotifierDoes() {
    assertThat(paths("ingress.enabled=true", "ingress.host=api.example.com"))
        .singleElement()
        .satisfies(path -> assertThat(backend(path)).isEqualTo("iplive-gateway"));

    List<HTTPIngressPath> paths =
        paths(
            "ingress.enabled=true",
            "ingress.host=api.example.com",
            "ingress.smscStatus=true",
            "networkPolicy.notifier.from[0].namespaceSelector.matchLabels.name=ingress");
    assertThat(paths)
        .filteredOn(path -> backend(path).equals("iplive-notifier"))
        .singleElement()
        .satisfies(path -> {
          assertThat(path.getPath()).isEqualTo("/smsc/status");
          assertThat(path.getPathType()).isEqualTo("Exact");
        });
    assertThat(paths).hasSize(2);
  }

  private static List<HTTPIngressPath> paths(String... options) {
    Ingress ingress = Chart.with(options).render().one(Ingress.class, "iplive");
    return ingress.getSpec().getRules().getFirst().getHttp().getPaths();
  }

  private static String backend(HTTPIngressPath path) {
    return path.getBackend().getService().getName();
  }

  @Test
  void aPathThatThePoliciesWouldCloseIsRefused() {
    assertThatThrownBy(
            Chart.with(
                    "ingress.enabled=true",
                    "ingress.host=api.example.com",
                    "ingress.smscStatus=true")
                ::text)
        .hasMessageContaining("networkPolicy.notifier.from is needed");
  }

  private static List<NetworkPolicy> policiesOf(Manifests manifests, String pod) {
    Map<String, String> labels =
        Objects.requireNonNull(manifests.podMetadata().get(pod), pod).getLabels();
    return manifests.of(NetworkPolicy.class).stream()
        .filter(policy -> selects(policy.getSpec().getPodSelector(), labels))
        .toList();
  }

  private static boolean selects(LabelSelector selector, Map<String, String> labels) {
    return labels.entrySet().containsAll(selector.getMatchLabels().entrySet())
        && selector.getMatchExpressions().stream()
            .allMatch(expression -> {
              assertThat(expression.getOperator()).isEqualTo("NotIn");
              return !expression.getValues().contains(labels.get(expression.getKey()));
            });
  }

  private static List<Integer> ports(NetworkPolicy policy) {
    return policy.getSpec().getEgress().stream().flatMap(rule -> ports(rule).stream()).toList();
  }

  private static List<Integer> ports(NetworkPolicyEgressRule rule) {
    return rule.getPorts().stream()
        .map(NetworkPolicyPort::getPort)
        .map(port -> port.getIntVal())
        .toList();
  }
}
