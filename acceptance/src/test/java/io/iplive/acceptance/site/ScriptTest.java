package io.iplive.acceptance.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.acceptance.site.Script.Act;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptTest {

  private static final Duration LENGTH = Duration.ofMinutes(30);
  private static final Duration CERTAIN = Duration.ofMinutes(2);
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  @Test
  void aSeedIsAScript() {
    assertThat(script(1)).isEqualTo(script(1)).isNotEqualTo(script(2));
  }

  @Test
  void sitesAreGoodAtTheEnd() {
    assertThat(script(3).acts()).isNotEmpty().allMatch(act -> act.end().compareTo(LENGTH) <= 0);
  }

  @Test
  void theActsOfASiteAreApartFromEachOther() {
    List<Act> acts =
        script(4).acts().stream().filter(act -> act.address().equals("127.0.0.1")).toList();
    assertThat(acts).hasSizeGreaterThan(1);
    for (int i = 1; i < acts.size(); i++) {
      assertThat(acts.get(i).at()).isGreaterThan(acts.get(i - 1).end().plus(CERTAIN));
    }
  }

  @Test
  void onlyWhatIsLongMustBeNoticedAndABlinkIsShorterThanTwoRounds() {
    assertThat(script(5).acts())
        .allMatch(act ->
            act.certain()
                ? act.lasting().compareTo(CERTAIN) >= 0
                : act.lasting().compareTo(INTERVAL.multipliedBy(2)) < 0);
  }

  private static Script script(long seed) {
    List<String> addresses = List.of("127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.4");
    return Script.of(seed, addresses, LENGTH, CERTAIN, INTERVAL);
  }
}
