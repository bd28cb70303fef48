package io.iplive.local;

import io.iplive.local.console.Tools;
import io.iplive.local.instance.Complaint;
import java.util.List;

/** Entry point of the image of tools; the first argument names one. */
public final class ToolsMain {

  private ToolsMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    try {
      System.exit(new Tools(System.getenv(), System.out).run(List.of(arguments)));
    } catch (Complaint e) {
      System.err.println("iplive: " + e.sentence());
      System.exit(e.exitCode());
    }
  }
}
