package io.iplive.local;

import io.iplive.local.console.Console;
import io.iplive.local.instance.Complaint;
import io.iplive.local.instance.Disk;
import java.io.IOException;
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
    } catch (IOException e) {
      System.err.println("iplive: " + Disk.sentence("go on", e));
    }
    return 1;
  }
}
