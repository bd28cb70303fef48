package io.iplive.sla.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.mapping.LogarithmicMapping;
import com.datadoghq.sketch.ddsketch.store.CollapsingLowestDenseStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ResponsesTest {

  private static final double ACCURACY = 1.0 / 21;

  @Test
  void percentilesAreThoseOfTheLibraryWithinItsAccuracy() {
    Random random = new Random(7);
    Responses ours = new Responses();
    DDSketch theirs =
        new DDSketch(new LogarithmicMapping(ACCURACY), () -> new CollapsingLowestDenseStore(2_048));
    List<Integer> times = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      int millis = 1 + (int) Math.exp(random.nextGaussian() + 5);
      times.add(millis);
      ours.add(millis);
      theirs.accept(millis);
    }
    times.sort(null);
    for (int percent : List.of(50, 90, 95, 99)) {
      double exact = times.get(times.size() * percent / 100 - 1);
      assertThat((double) ours.percentile(percent)).isBetween(exact - 1, exact * 1.1 + 1);
      assertThat(ours.percentile(percent) / theirs.getValueAtQuantile(percent / 100.0))
          .isCloseTo(1 + ACCURACY, within(0.11));
    }
  }

  @Test
  void bucketsAreThoseOfTheLibrary() {
    LogarithmicMapping mapping = new LogarithmicMapping(ACCURACY);
    for (int millis = 2; millis < 100_000; millis++) {
      Responses one = new Responses();
      one.add(millis);
      // Theirs are numbered from another place; the bounds are the same.
      double bound = mapping.upperBound(mapping.index(millis));
      assertThat((double) one.percentile(100)).isCloseTo(bound, within(0.5000001));
    }
  }

  @Test
  void sketchesAreMergedByAddingTheirBuckets() {
    Responses one = new Responses();
    one.add(30, LongStream.of(0, 2, 0, 1).boxed().toList());
    Responses other = new Responses();
    other.add(1.0);
    other.add(one);
    assertThat(other.count()).isEqualTo(4);
    assertThat(other.mean()).isEqualTo(8);
    assertThat(other.percentile(25)).isEqualTo(1);
    assertThat(other.percentile(100)).isEqualTo(1);
  }
}
