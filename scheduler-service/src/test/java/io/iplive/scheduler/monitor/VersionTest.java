package io.iplive.scheduler.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VersionTest {

  @Test
  void oneNumberHasTheOrderOfEpochAndVersion() {
    List<Version> ascending =
        List.of(
            new Version(1, 1),
            new Version(1, 9),
            new Version(2, 1),
            new Version(2, 4),
            new Version(3, 2));
    assertThat(ascending).isSorted();
    assertThat(ascending).extracting(Version::order).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void inTheFirstEpochItIsTheVersion() {
    assertThat(new Version(1, 7).order()).isEqualTo(7);
  }
}
