package io.iplive.benchmarks.report;

import java.util.List;
import java.util.Locale;

/** Numbers as a report shows them. */
public final class Numbers {

  private Numbers() {}

  /** Whole, thousands apart. */
  public static String whole(double number) {
    return whole(Math.round(number));
  }

  /** With thousands apart. */
  public static String whole(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** With one decimal place. */
  public static String tenth(double number) {
    return String.format(Locale.ROOT, "%,.1f", number);
  }

  /** The middle of them; between the middle two of an even count. */
  public static double median(List<Double> numbers) {
    if (numbers.isEmpty()) {
      throw new IllegalArgumentException("No numbers have no median");
    }
    List<Double> sorted = numbers.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
