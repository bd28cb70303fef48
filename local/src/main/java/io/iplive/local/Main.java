package io.iplive.local;

import io.iplive.local.console.Console;
import io.iplive.local.instance.Complaint;
import java.util.List;

/** Entry point of {@code ./iplive}. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) throws InterruptedException {
    System.exit(run(arguments));
  }

  private static int run(String[] arguments) throws InterruptedException {
    try {
      return new Console(System.out).run(List.of(arguments));
    } catch (Complaint e) {
      System.err.println("iplive: " + e.sentence());
      return e.exitCode();
    }
  }
}
