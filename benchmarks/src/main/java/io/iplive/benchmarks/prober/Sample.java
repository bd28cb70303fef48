package io.iplive.benchmarks.prober;

import io.iplive.benchmarks.report.Numbers;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a candidate did in one window.
 *
 * @param perSecond probes
 * @param cpuMicros processor time of its process a probe
 */
record Sample(double perSecond, double cpuMicros) {

  static Sample of(long probes, Duration window, Duration cpu) {
    double seconds = window.toNanos() / 1e9;
    return new Sample(probes / seconds, probes == 0 ? 0 : cpu.toNanos() / 1e3 / probes);
  }

  /** The middle of several windows, each number by itself. */
  static Sample median(List<Sample> samples) {
    return new Sample(median(samples, Sample::perSecond), median(samples, Sample::cpuMicros));
  }

  private static double median(List<Sample> samples, ToDoubleFunction<Sample> number) {
    return Numbers.median(samples.stream().map(number::applyAsDouble).toList());
  }
}
