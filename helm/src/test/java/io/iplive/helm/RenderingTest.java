package io.iplive.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.iplive.sla.asked.Asking;
import io.iplive.sla.asked.Question;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of the chart however it is installed. */
class RenderingTest {

  static Stream<Chart.Variant> variants() {
    return Chart.variants();
  }

  @Test
  void lintFindsNothing() {
    LintResult result = Chart.helm().lint().strict().call();
    assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
  }

  @Test
  void aFieldThatKubernetesDoesNotKnowIsAnError() {
    String misspelt =
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: x}
        spec:
          containers: [{name: x, imagee: y}]
        """;
    assertThatThrownBy(() -> Manifests.read(misspelt)).hasMessageContaining("imagee");
  }

  /** Strictly read: see {@link Manifests}. */
  @ParameterizedTest
  @MethodSource("variants")
  void everyObjectIsKubernetesOwnAndHasANameOfItsOwn(Chart.Variant variant) {
    List<HasMetadata> all = variant.rendered().all();
    assertThat(all).hasSizeGreaterThan(8);
    assertThat(all)
        .extracting(each -> each.getKind() + "/" + each.getMetadata().getName())
        .doesNotHaveDuplicates();
    assertThat(all)
        .allSatisfy(each ->
            assertThat(each.getMetadata().getLabels())
                .containsEntry("app.kubernetes.io/instance", "iplive"));
  }

  @ParameterizedTest
  @MethodSource("variants")
  void noPodMayMoreThanItNeeds(Chart.Variant variant) {
    assertThat(variant.rendered().pods())
        .allSatisfy((name, pod) -> {
          assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
          assertThat(pod.getSecurityContext().getRunAsUser()).isPositive();
          assertThat(pod.getSecurityContext().getSeccompProfile().getType())
              .isEqualTo("RuntimeDefault");
          assertThat(pod.getAutomountServiceAccountToken()).isFalse();
          assertThat(pod.getHostNetwork()).isNull();
          assertThat(pod.getContainers()).isNotEmpty().allSatisfy(RenderingTest::mayLittle);
        });
  }

  private static void mayLittle(Container container) {
    assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
    assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
    assertThat(container.getSecurityContext().getPrivileged()).isNull();
    assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(container.getSecurityContext().getCapabilities().getAdd()).isEmpty();
    assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
    assertThat(container.getResources().getLimits()).containsKey("memory");
    assertThat(container.getImage()).matches(".+:[^:/]+").doesNotEndWith(":latest");
    assertThat(container.getVolumeMounts()).anyMatch(mount -> mount.getMountPath().equals("/tmp"));
  }

  @ParameterizedTest
  @MethodSource("variants")
  void whatRunsOnSaysWhetherItLivesAndIsReady(Chart.Variant variant) {
    Manifests manifests = variant.rendered();
    manifests
        .pods()
        .forEach((name, pod) -> {
          for (Container container : pod.getContainers()) {
            if (name.matches("(Job|CronJob|Pod) .*")) {
              assertThat(pod.getRestartPolicy()).as(name).isEqualTo("Never");
              assertThat(container.getReadinessProbe()).as(name).isNull();
            } else if (!name.equals("Deployment iplive-tools")) { // It waits, and says nothing.
              assertThat(
                      List.of(
                          container.getStartupProbe(),
                          container.getLivenessProbe(),
                          container.getReadinessProbe()))
                  .as(name)
                  .doesNotContainNull()
                  .allSatisfy(probe -> assertThat(portIsOpen(probe, container)).isTrue());
            }
          }
        });
  }

  private static boolean portIsOpen(Probe probe, Container container) {
    String port =
        probe.getHttpGet() != null
            ? probe.getHttpGet().getPort().getStrVal()
            : probe.getTcpSocket() != null ? probe.getTcpSocket().getPort().getStrVal() : null;
    return port == null
        || container.getPorts().stream().anyMatch(each -> each.getName().equals(port));
  }

  @ParameterizedTest
  @MethodSource("variants")
  void secretsAreInSecretsOnly(Chart.Variant variant) {
    Manifests manifests = variant.rendered();
    String secretWords = "(?is).*(password|token|secret|jaas|-----BEGIN).*";
    assertThat(manifests.of(ConfigMap.class))
        .allSatisfy(map ->
            assertThat(map.getData().values()).noneMatch(value -> value.matches(secretWords)));
    assertThat(manifests.containers().flatMap(container -> container.getEnv().stream()))
        .filteredOn(env -> env.getName().matches(".*(PASSWORD|TOKEN|SECRET|KEYS_.*|KEY|LOGIN)$"))
        .filteredOn(env -> !env.getName().equals("IPLIVE_API_ALLOW_GET_PASSWORD"))
        .allSatisfy(env -> assertThat(env.getValueFrom().getSecretKeyRef()).isNotNull());
  }

  @ParameterizedTest
  @MethodSource("variants")
  void volumesThatAreMountedAreThere(Chart.Variant variant) {
    Manifests manifests = variant.rendered();
    manifests
        .pods()
        .forEach((name, pod) -> {
          List<String> claims =
              manifests.of(StatefulSet.class).stream()
                  .filter(set -> name.equals("StatefulSet " + set.getMetadata().getName()))
                  .flatMap(set -> set.getSpec().getVolumeClaimTemplates().stream())
                  .map(claim -> claim.getMetadata().getName())
                  .toList();
          Stream<String> volumes = pod.getVolumes().stream().map(volume -> volume.getName());
          List<String> there = Stream.concat(volumes, claims.stream()).toList();
          assertThat(there).as(name).doesNotHaveDuplicates();
          assertThat(mounted(pod)).as(name).allMatch(there::contains);
        });
  }

  private static Stream<String> mounted(PodSpec pod) {
    return pod.getContainers().stream()
        .flatMap(container -> container.getVolumeMounts().stream())
        .map(mount -> mount.getName());
  }

  /** Kubernetes replaces {@code $(NAME)} by what stands before it in the list, and nothing else. */
  @ParameterizedTest
  @MethodSource("variants")
  void aVariableIsSetOnceAndBeforeItIsUsed(Chart.Variant variant) {
    variant
        .rendered()
        .containers()
        .forEach(container -> {
          List<String> names = container.getEnv().stream().map(EnvVar::getName).toList();
          assertThat(names).doesNotHaveDuplicates();
          for (EnvVar env : container.getEnv()) {
            Environment.references(env.getValue())
                .forEach(used ->
                    assertThat(names.indexOf(used))
                        .as(used)
                        .isBetween(0, names.indexOf(env.getName()) - 1));
          }
        });
  }

  @Test
  void whatTheScheduleAsksTheReportUnderstands() {
    List<String> asked =
        Chart.with(
                "slaReport.enabled=true",
                "slaReport.accounts[0]=shop",
                "slaReport.formats[0]=json",
                "slaReport.lang=ru",
                "slaReport.target=99.95")
            .render()
            .container("sla")
            .getArgs();
    assertThat(asked).startsWith("sla").endsWith("--into=/var/lib/iplive");
    Question question =
        Asking.parse(asked.subList(1, asked.size() - 1), Instant.parse("2026-03-31T22:30:00Z"));
    assertThat(question.account()).isEqualTo("shop");
    assertThat(question.range().from()).isEqualTo("2026-02-01T00:00:00Z");
    assertThat(question.terms().goal()).isEqualByComparingTo("99.95");
    assertThat(question.formats()).containsExactly(Question.Format.JSON);
  }

  @Test
  void whatIsPreparedBeforehandNeedsNothingOfTheReleaseItself() {
    Manifests manifests = Chart.minimal().render();
    assertThat(manifests.of(Job.class)).hasSize(3);
    assertThat(manifests.of(Job.class))
        .allSatisfy(job -> {
          assertThat(job.getMetadata().getAnnotations())
              .containsEntry(Chart.HOOK, "pre-install,pre-upgrade");
          assertThat(Environment.secrets(job.getSpec().getTemplate().getSpec()))
              .doesNotContain("iplive-secrets");
        });
    assertThat(Chart.trial().render().of(Job.class))
        .hasSize(3)
        .allSatisfy(job -> assertThat(job.getMetadata().getAnnotations()).isEmpty());
    assertThat(manifests.one(Pod.class, "iplive-test").getMetadata().getAnnotations())
        .containsEntry(Chart.HOOK, "test");
  }
}
