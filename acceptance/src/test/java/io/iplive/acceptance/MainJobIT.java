package io.iplive.acceptance;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The main job on what {@code ./iplive up} starts. */
@ExtendWith(Staged.class)
class MainJobIT {

  @Test
  void anOutageIsToldFromItsFirstFailingRoundToItsFirstGoodOne(Stage stage)
      throws IOException, InterruptedException {
    new MainJobStory(
            stage.target(), stage.receiver(), stage.panel("main-job"), stage.installation().kafka())
        .play();
  }
}
