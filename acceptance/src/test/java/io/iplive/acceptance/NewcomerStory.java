package io.iplive.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.iplive.acceptance.run.Installation;
import io.iplive.acceptance.run.Iplive.Result;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** What somebody tries who has just started it: the demo, the logs, and to break it. */
final class NewcomerStory {

  private static final Duration REPAIRED = Duration.ofSeconds(90);

  private final Installation installation;

  NewcomerStory(Installation installation) {
    this.installation = installation;
  }

  void play() throws IOException, InterruptedException {
    theDemoTellsOneOutage();
    everyPartHasALog();
    for (String part : List.of("postgres", "registry")) {
      aKilledPartIsBackAfterUp(part);
    }
  }

  private void theDemoTellsOneOutage() throws IOException, InterruptedException {
    List<String> told = Installation.succeed(installation.iplive("demo")).out().lines().toList();
    List<String> steps =
        List.of(
            "POST /operate_monitor: watch http://127.0.0.1:",
            "The site breaks: it answers 500 from now on.",
            "OUTAGE of target",
            "The site is repaired: it answers 200 again.",
            "END of the outage of target",
            "stop_monitor: nothing of it is probed any more.",
            "That was one outage, from the API call to the callbacks.");
    int line = 0;
    for (String step : steps) {
      while (line < told.size() && !told.get(line).contains(step)) {
        line++;
      }
      assertThat(line).as("%s in %s", step, told).isLessThan(told.size());
    }
    assertThat(told.getLast()).endsWith(steps.getLast());
  }

  private void everyPartHasALog() throws IOException, InterruptedException {
    for (JsonNode part : installation.status().path("parts")) {
      String name = part.path("name").asText();
      assertThat(Installation.succeed(installation.iplive("logs", name)).out())
          .as(name)
          .isNotBlank();
    }
    assertThat(Installation.succeed(installation.iplive("logs")).out())
        .contains("everything is up");
    Result unknown = installation.iplive("logs", "printer");
    assertThat(unknown.exit()).isEqualTo(1);
    assertThat(unknown.err())
        .contains("There is no part 'printer'; the parts are postgres, broker");
  }

  private void aKilledPartIsBackAfterUp(String part) throws IOException, InterruptedException {
    long killed = installation.part(part).path("pid").asLong();
    assertThat(ProcessHandle.of(killed).orElseThrow().destroyForcibly()).isTrue();
    Result up = installation.iplive("up", "-d");
    assertThat(up.exit()).as("%s killed: %s%s", part, up.out(), up.err()).isZero();
    installation.awaitHealthy(REPAIRED);
    assertThat(installation.part(part).path("pid").asLong()).isNotEqualTo(killed);
  }
}
