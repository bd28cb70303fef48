package io.iplive.prober.probe.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.prober.probe.waiting.WaitingJobs.Waiting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WaitingJobsTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final List<String> expired = new ArrayList<>();

  @Test
  void startsAtTheDueTimeTheOldestFirst() {
    WaitingJobs<String> jobs = new WaitingJobs<>(10);
    add(jobs, "late", 1, 200, 1_200);
    add(jobs, "soon", 1, 100, 1_100);

    assertThat(next(jobs, 99)).isNull();
    assertThat(jobs.nextDue()).isEqualTo(at(100));
    assertThat(next(jobs, 200)).isEqualTo("soon");
    assertThat(next(jobs, 200)).isEqualTo("late");
    assertThat(next(jobs, 200)).isNull();
    assertThat(jobs.running()).isEqualTo(2);
    assertThat(jobs.size()).isZero();
  }

  @Test
  void aJobPastItsLastStartIsCountedAndNotStarted() {
    WaitingJobs<String> jobs = new WaitingJobs<>(10);
    add(jobs, "expired", 1, 0, 1_000);
    add(jobs, "good", 1, 500, 1_500);

    assertThat(next(jobs, 1_001)).isEqualTo("good");
    assertThat(expired).containsExactly("expired");
  }

  @Test
  void noMoreRunThanThereArePlaces() {
    WaitingJobs<String> jobs = new WaitingJobs<>(3);
    for (int n = 0; n < 5; n++) {
      add(jobs, "j" + n, 1, n, 10_000);
    }
    assertThat(startAll(jobs, 10)).containsExactly("j0", "j1", "j2");
    jobs.ended(1);
    assertThat(startAll(jobs, 10)).containsExactly("j3");
  }

  @Test
  void anAccountWhoseTargetsHangLeavesPlacesForOthers() {
    WaitingJobs<String> jobs = new WaitingJobs<>(1_000);
    for (int n = 0; n < 10_000; n++) {
      add(jobs, "hog" + n, 1, 0, 1_000);
    }
    assertThat(startAll(jobs, 1)).hasSize(800);
    for (int n = 0; n < 100; n++) {
      add(jobs, "other" + n, 2, 5, 1_005);
    }

    assertThat(startAll(jobs, 6)).hasSize(100).allMatch(job -> job.startsWith("other"));
    assertThat(startAll(jobs, 1_001)).isEmpty();
    assertThat(expired).hasSize(9_200);
    assertThat(jobs.size()).isZero();
  }

  @Test
  void theAccountWithTheFewestRunningIsFirst() {
    WaitingJobs<String> jobs = new WaitingJobs<>(100);
    add(jobs, "a1", 1, 0, 10_000);
    add(jobs, "a2", 1, 1, 10_000);
    add(jobs, "b1", 2, 2, 10_000);
    assertThat(startAll(jobs, 10)).containsExactly("a1", "b1", "a2");
  }

  @Test
  void forgetsWhatIsNotWanted() {
    WaitingJobs<String> jobs = new WaitingJobs<>(1);
    add(jobs, "running", 1, 0, 10_000);
    add(jobs, "ready", 1, 1, 10_000);
    add(jobs, "early", 1, 9_000, 10_000);
    assertThat(startAll(jobs, 10)).containsExactly("running");

    jobs.removeIf(job -> !job.equals("none"));

    assertThat(jobs.size()).isZero();
    jobs.ended(1);
    assertThat(next(jobs, 9_500)).isNull();
  }

  @Test
  void whateverHappensEveryJobEndsOnceAndPlacesAreNeverOverdrawn() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      int places = 1 + random.nextInt(20);
      WaitingJobs<String> jobs = new WaitingJobs<>(places);
      Map<Long, Integer> running = new HashMap<>();
      int added = 0;
      int ended = 0;
      int started = 0;
      expired.clear();
      for (int step = 0; step < 400; step++) {
        long account = random.nextInt(4);
        int now = step * 10;
        if (random.nextBoolean()) {
          add(jobs, account + ":" + added++, account, now + random.nextInt(200), now + 300);
        }
        String next = next(jobs, now);
        if (next != null) {
          started++;
          running.merge(Long.valueOf(next.substring(0, next.indexOf(':'))), 1, Integer::sum);
        }
        if (random.nextInt(3) == 0 && running.getOrDefault(account, 0) > 0) {
          jobs.ended(account);
          running.merge(account, -1, Integer::sum);
          ended++;
        }
        assertThat(jobs.running()).as("seed %d", seed).isEqualTo(started - ended);
        assertThat(jobs.running()).as("seed %d", seed).isLessThanOrEqualTo(places);
        assertThat(jobs.size()).as("seed %d", seed).isEqualTo(added - started - expired.size());
      }
    }
  }

  private static void add(WaitingJobs<String> jobs, String job, long account, int due, int by) {
    jobs.add(new Waiting<>(job, account, at(due), at(by)));
  }

  private List<String> startAll(WaitingJobs<String> jobs, int now) {
    List<String> all = new ArrayList<>();
    for (String job = next(jobs, now); job != null; job = next(jobs, now)) {
      all.add(job);
    }
    return all;
  }

  private @Nullable String next(WaitingJobs<String> jobs, int now) {
    Waiting<String> found = jobs.next(at(now), expired::add);
    return found == null ? null : found.job();
  }

  private static Instant at(int millis) {
    return START.plusMillis(millis);
  }
}
