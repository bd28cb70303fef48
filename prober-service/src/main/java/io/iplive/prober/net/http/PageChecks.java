package io.iplive.prober.net.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.iplive.prober.net.attempt.AttemptRun;
import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.demand.Content;
import io.iplive.prober.probe.demand.JsonPath;
import io.iplive.prober.probe.waiting.WaitingJobs;
import io.iplive.prober.probe.waiting.WaitingJobs.Waiting;
import io.iplive.prober.probe.web.PatternSearch;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Looks at whole pages, on threads of its own: a pattern may take a second, and no other probe
 * waits for it. Fair by account, as jobs are: one with a thousand costly patterns delays another's
 * page by one of them.
 */
public final class PageChecks implements AutoCloseable {

  private static final int THREADS = 2;
  private static final int MOST_WAITING = 2_000;

  /** Numbers as they stand in the page. */
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d{1,6})?");

  private final PageBudget memory;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS, Thread.ofPlatform().daemon().name("probe-pages-", 0).factory());
  private final WaitingJobs<Look> looks = new WaitingJobs<>(THREADS);
  private final Map<Long, Integer> ofAccount = new HashMap<>();
  private long arrivals;
  private boolean closed;

  /** A page to look at. */
  private static final class Look {

    private final long account;
    private final Runnable work;
    private boolean waits;

    Look(long account, Runnable work) {
      this.account = account;
      this.work = work;
    }
  }

  /**
   * Threads for pages.
   *
   * @param memory where they are kept
   */
  public PageChecks(PageBudget memory) {
    this.memory = memory;
  }

  /** Where the pages are kept. */
  public PageBudget memory() {
    return memory;
  }

  /**
   * Ends the run by what a complete page is like; {@code wrong} is told before it fails. The page
   * is there: when time runs out now, that is not the site's fault.
   */
  void judge(AttemptRun run, long account, Content content, CharSequence page, Runnable wrong) {
    run.atTimeOut(
        () -> run.fail(Fault.NODE_FAULT, "The node had too many pages to look at in time"));
    Look look =
        new Look(
            account,
            () -> {
              Consumer<AttemptRun> end = verdict(content, page, wrong);
              run.loop().execute(() -> end.accept(run));
            });
    // Nobody looks at a page whose attempt is over, and it takes no room either.
    run.atEnd(() -> forget(look));
    if (!added(look)) {
      run.fail(Fault.NODE_FAULT, "The node has too many pages to look at");
    }
  }

  private synchronized boolean added(Look look) {
    int before = ofAccount.getOrDefault(look.account, 0);
    if (closed || before >= PageBudget.SHARE * (MOST_WAITING - looks.size())) {
      return false;
    }
    ofAccount.put(look.account, before + 1);
    // They come in their order: when each is due is its number.
    Instant number = Instant.EPOCH.plusNanos(arrivals++);
    look.waits = true;
    looks.add(new Waiting<>(look, look.account, number, Instant.MAX));
    begin();
    return true;
  }

  private synchronized void forget(Look look) {
    if (look.waits) {
      looks.removeIf(look::equals);
      waitsNoMore(look);
    }
  }

  private void begin() {
    while (!closed && looks.running() < THREADS) {
      Waiting<Look> next = looks.next(Instant.MAX, _ -> {});
      if (next == null) {
        return;
      }
      waitsNoMore(next.job());
      threads.execute(() -> look(next.job()));
    }
  }

  private void waitsNoMore(Look look) {
    look.waits = false;
    ofAccount.computeIfPresent(look.account, (_, count) -> count == 1 ? null : count - 1);
  }

  private void look(Look look) {
    try {
      look.work.run();
    } finally {
      ended(look);
    }
  }

  private synchronized void ended(Look look) {
    looks.ended(look.account);
    begin();
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
    } catch (NumberFormatException e) {
      return failing(
          wrong, Fault.CONTENT_UNEXPECTED, "The page has a number that is too large to read");
    }
    if (found.isMissingNode() || found.isNull()) {
      return failing(
          wrong, Fault.CONTENT_UNEXPECTED, "The page has no value at %s".formatted(path));
    }
    String expected = content.jsonExpected();
    return expected == null || is(found, expected)
        ? AttemptRun::complete
        : failing(
            wrong,
            Fault.CONTENT_UNEXPECTED,
            "The value at %s is not '%s'".formatted(path, expected));
  }

  private static boolean is(JsonNode found, String expected) {
    if (found.isNumber() && NUMBER.matcher(expected).matches()) {
      return found.decimalValue().compareTo(new BigDecimal(expected)) == 0;
    }
    return expected.equals(found.isValueNode() ? found.asText() : found.toString());
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
  synchronized int waiting() {
    return looks.size();
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    threads.shutdownNow();
  }
}
