package io.iplive.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Named numbers in their order; the last line of a report. */
public final class Figures {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode numbers = JSON.createObjectNode();

  /** Adds a number, kept to one decimal place. */
  public Figures with(String name, double number) {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("%s is %s, not a number".formatted(name, number));
    }
    double rounded = Math.round(number * 10) / 10.0;
    if (rounded == Math.rint(rounded)) {
      numbers.put(name, (long) rounded);
    } else {
      numbers.put(name, rounded);
    }
    return this;
  }

  /** Adds a number near 1, kept to two decimal places. */
  public Figures withHundredths(String name, double number) {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("%s is %s, not a number".formatted(name, number));
    }
    numbers.put(name, Math.round(number * 100) / 100.0);
    return this;
  }

  /** Adds a whole number. */
  public Figures with(String name, long number) {
    numbers.put(name, number);
    return this;
  }

  /** One line. */
  public String json() {
    return numbers.toString();
  }
}
