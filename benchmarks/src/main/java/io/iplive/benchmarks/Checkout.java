package io.iplive.benchmarks;

import java.nio.file.Path;

/** Where this program's sources lie. */
public final class Checkout {

  private static final String ROOT = "iplive.root";

  private Checkout() {}

  /** The folder of the checkout. */
  public static Path root() {
    return script().resolveSibling("").toAbsolutePath().normalize();
  }

  /** The script {@code ./iplive}, which tells us its folder when it starts us. */
  public static Path script() {
    String root = System.getProperty(ROOT);
    if (root == null) {
      throw new Complaint("benchmarks are run by ./iplive bench NAME.");
    }
    return Path.of(root, "iplive");
  }
}
