package io.iplive.scheduler.kafka.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MonitorIdsTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void behavesAsAPlainSet(long seed) {
    Random random = new Random(seed);
    MonitorIds ids = new MonitorIds();
    Set<Long> model = new HashSet<>();
    for (int step = 0; step < 5_000; step++) {
      long id = random.nextInt(60);
      if (random.nextInt(step / 1_000 + 2) == 0) {
        ids.add(id);
        model.add(id);
      } else {
        ids.remove(id);
        model.remove(id);
      }
      Set<Long> held = new HashSet<>();
      ids.forEach(each -> assertThat(held.add(each)).isTrue());
      assertThat(held).as("step %d", step).isEqualTo(model);
      assertThat(ids.isEmpty()).isEqualTo(model.isEmpty());
    }
  }
}
