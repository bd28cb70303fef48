package io.iplive.prober.net.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iplive.prober.net.attempt.AttemptRun;
import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.demand.Content;
import io.iplive.prober.probe.demand.JsonPath;
import io.iplive.prober.probe.web.PatternSearch;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Looks at whole pages, on a thread of its own: a pattern may take a tenth of a second, and no
 * other probe waits for it.
 */
public final class PageChecks implements AutoCloseable {

  private static final int MOST_WAITING = 2_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          Thread.ofPlatform().daemon().name("probe-pages").factory());

  /**
   * Ends the run by what a complete page is like; {@code wrong} is told before it fails. The page
   * is there: when time runs out now, that is not the site's fault.
   */
  void judge(AttemptRun run, Content content, CharSequence page, Runnable wrong) {
    run.atTimeOut(
        () -> run.fail(Fault.NODE_FAULT, "The node had too many pages to look at in time"));
    Runnable look =
        () -> {
          Consumer<AttemptRun> end = verdict(content, page, wrong);
          run.loop().execute(() -> end.accept(run));
        };
    // Nobody looks at a page whose attempt is over, and it takes no room either.
    run.atEnd(() -> thread.remove(look));
    try {
      thread.execute(look);
    } catch (RejectedExecutionException e) {
      run.fail(Fault.NODE_FAULT, "The node has too many pages to look at");
    }
  }

  private static Consumer<AttemptRun> verdict(Content content, CharSequence page, Runnable wrong) {
    if (content.pattern() != null) {
      switch (PatternSearch.of(content.pattern(), page, System::nanoTime)) {
        case FOUND -> {
          // And it may have to be JSON besides.
        }
        case ABSENT -> {
          return failing(
              wrong, Fault.CONTENT_UNEXPECTED, "The page holds nothing that fits the pattern");
        }
        case TOO_COSTLY -> {
          return failing(
              wrong, Fault.PATTERN_TOO_COSTLY, "The pattern takes too long on this page");
        }
      }
    }
    return content.jsonPath() == null
        ? AttemptRun::complete
        : json(content, content.jsonPath(), page, wrong);
  }

  private static Consumer<AttemptRun> json(
      Content content, JsonPath path, CharSequence page, Runnable wrong) {
    JsonNode found;
    try {
      found = at(JSON.readTree(page.toString()), path);
    } catch (JsonProcessingException e) {
      return failing(wrong, Fault.CONTENT_UNEXPECTED, "The page is not JSON");
    }
    if (found.isMissingNode() || found.isNull()) {
      return failing(
          wrong, Fault.CONTENT_UNEXPECTED, "The page has no value at %s".formatted(path));
    }
    String text = found.isValueNode() ? found.asText() : found.toString();
    String expected = content.jsonExpected();
    return expected == null || expected.equals(text)
        ? AttemptRun::complete
        : failing(
            wrong,
            Fault.CONTENT_UNEXPECTED,
            "The value at %s is not '%s'".formatted(path, expected));
  }

  private static JsonNode at(JsonNode page, JsonPath path) {
    JsonNode here = page;
    for (JsonPath.Step step : path.steps()) {
      here =
          switch (step) {
            case JsonPath.Step.Member(String name) -> here.path(name);
            case JsonPath.Step.Element(int index) -> here.path(index);
          };
    }
    return here;
  }

  private static Consumer<AttemptRun> failing(Runnable wrong, Fault fault, String sentence) {
    return run -> {
      if (!run.over()) {
        wrong.run();
        run.fail(fault, sentence);
      }
    };
  }

  /** Pages that nobody has begun to look at. */
  int waiting() {
    return thread.getQueue().size();
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
