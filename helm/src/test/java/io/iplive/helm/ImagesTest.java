package io.iplive.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.iplive.images.Image;
import io.iplive.images.Layout;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The chart asks of the images what {@code ./iplive images} lays into them. */
class ImagesTest {

  /** In which database an image's migrations are, and where else its programs come from. */
  private static final Map<String, List<String>> PROGRAMS =
      Map.of(
          "api-gateway",
              List.of(
                  "io.iplive.gateway.TopicsMain",
                  "io.iplive.gateway.MigrationMain",
                  "io.iplive.gateway.ReadyMain"),
          "notifier-service", List.of("io.iplive.notifier.MigrationMain"));

  static Stream<Chart.Variant> variants() {
    return Chart.variants();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void everyContainerOfOursFindsWhatItStarts(Chart.Variant variant) {
    variant
        .rendered()
        .pods()
        .forEach((name, pod) -> {
          for (Container container : pod.getContainers()) {
            image(container).ifPresent(image -> fits(name, pod, container, image));
          }
        });
  }

  private static void fits(String name, PodSpec pod, Container container, Image image) {
    assertThat(pod.getSecurityContext().getRunAsUser()).as(name).isEqualTo(Layout.USER);
    assertThat(pod.getSecurityContext().getRunAsGroup()).as(name).isEqualTo(Layout.USER);
    assertThat(container.getPorts())
        .as(name)
        .allSatisfy(port -> assertThat(image.ports()).contains(port.getContainerPort()));
    assertThat(container.getVolumeMounts())
        .filteredOn(mount -> !Boolean.TRUE.equals(mount.getReadOnly()))
        .as(name)
        .allSatisfy(mount -> assertThat(Layout.WRITABLE).contains(mount.getMountPath()));
    List<String> command = container.getCommand();
    if (command.isEmpty()) {
      assertThat(container.getArgs().isEmpty())
          .as("%s: tools alone take arguments", name)
          .isEqualTo(image != Image.TOOLS);
    } else {
      assertThat(command.getFirst()).as(name).isEqualTo("java");
      assertThat(command).as(name).containsSequence("-cp", Layout.APP + "/*");
      assertThat(PROGRAMS.get(image.word())).as(name).contains(command.getLast());
    }
  }

  /** Of ours; what is bundled is other people's. */
  static Optional<Image> image(Container container) {
    String reference = container.getImage();
    String name = reference.substring(0, reference.lastIndexOf(':'));
    if (!name.matches("(.*/)?iplive/[^/]*")) {
      return Optional.empty();
    }
    String word = name.substring(name.lastIndexOf('/') + 1);
    return Optional.of(
        Stream.of(Image.values())
            .filter(image -> image.word().equals(word))
            .findFirst()
            .orElseThrow(() -> new AssertionError("No image is called " + word)));
  }

  @ParameterizedTest
  @EnumSource(
      value = Image.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"TOOLS"}) // Its module is built later.
  void anImagesProgramIsInItsModule(Image image) throws ClassNotFoundException {
    Class<?> main = Class.forName(image.main());
    assertThat(main.getProtectionDomain().getCodeSource().getLocation().getPath())
        .contains("/" + image.module() + "/");
  }

  @Test
  void everyServiceIsInTheChart() {
    assertThat(
            Chart.trial()
                .rendered()
                .containers()
                .flatMap(container -> image(container).stream())
                .distinct())
        .containsExactlyInAnyOrderElementsOf(Image.services());
  }
}
