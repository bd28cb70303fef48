package io.iplive.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.iplive.acceptance.cluster.Cluster;
import io.iplive.acceptance.cluster.Containers;
import io.iplive.acceptance.cluster.Shape;
import io.iplive.acceptance.receiver.PhpReceiver;
import io.iplive.acceptance.site.ScriptedTarget;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * The main job over the images of Kafka, PostgreSQL and Apicurio that the chart's trial brings. It
 * is run by {@code ./mvnw -Pdocker verify}, and skipped where no Docker answers.
 */
@Tag("docker")
class ContainersIT {

  @Test
  @EnabledIf(
      value = "io.iplive.acceptance.cluster.Containers#possible",
      disabledReason = "No Docker answers here, and Testcontainers needs one.")
  void theMainJobIsDoneOverContainers() throws IOException, InterruptedException {
    assumeTrue(PhpReceiver.possible(), "There is no php on the PATH to receive callbacks.");
    Path folder = Stage.folder("containers");
    try (Cluster cluster = Containers.cluster(folder);
        ScriptedTarget target = new ScriptedTarget();
        PhpReceiver receiver = new PhpReceiver(folder.resolve("receiver"))) {
      cluster.start(Shape.of(1, 1));
      new MainJobStory(target, receiver, Containers.panel(cluster, receiver), cluster.kafka())
          .play();
    }
  }
}
