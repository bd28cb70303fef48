package io.iplive.gateway.postgres.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.gateway.state.Course;
import io.iplive.gateway.state.Watched;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateJsonTest {

  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void everyCourseIsReadAsItWasWritten() {
    for (Course course :
        List.of(
            new Course.Unknown(T0),
            new Course.Up(T0),
            new Course.Failing(2, T0),
            new Course.Down(T0, 0, T0),
            new Course.Down(T0, 1, T0.plusSeconds(60)),
            new Course.Stopped(T0))) {
      Watched full = new Watched(3, course, T0, T0.plusSeconds(60), 404, 12, true);
      assertThat(StateJson.read(StateJson.write(full))).isEqualTo(full);
      Watched bare = new Watched(1, course, null, null, 0, null, false);
      assertThat(StateJson.read(StateJson.write(bare))).isEqualTo(bare);
    }
  }
}
