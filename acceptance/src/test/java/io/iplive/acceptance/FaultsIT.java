package io.iplive.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.acceptance.faults.FaultSuite;
import io.iplive.acceptance.faults.Order;
import io.iplive.acceptance.run.Iplive;
import io.iplive.local.instance.Distribution;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * The short form of {@code ./iplive faults}: two schedulers and two verdicts as processes of their
 * own while anything of the cluster is killed, frozen, stopped and cut off.
 */
class FaultsIT {

  /**
   * The same in each build, so that a red one says something of the change; the long form rolls.
   */
  private static final long SEED = Long.getLong("iplive.faults.seed", 7);

  @Test
  void nothingIsLostInventedOrToldTwiceWhateverGoesWrong()
      throws IOException, InterruptedException {
    FaultSuite suite =
        new FaultSuite(
            Stage.folder("faults"),
            new Distribution(Iplive.root().resolve("local/target/dist")),
            System.out);
    assertThat(suite.run(Order.brief(SEED))).isEmpty();
  }
}
