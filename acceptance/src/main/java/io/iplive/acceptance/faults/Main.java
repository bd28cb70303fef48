package io.iplive.acceptance.faults;

import io.iplive.acceptance.history.FaultChecker.Finding;
import io.iplive.local.instance.Complaint;
import io.iplive.local.instance.Distribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Entry point of {@code ./iplive faults}. */
public final class Main {

  private static final String ROOT = "iplive.root";

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments)));
  }

  private static int run(List<String> arguments) {
    try {
      Options options = Options.parse(arguments);
      Path parts = Path.of(System.getProperty(ROOT, "")).resolve("local/target/dist");
      Path folder = Files.createTempDirectory("iplive-faults-");
      System.out.println("Everything is in %s".formatted(folder));
      return run(options, folder, new Distribution(parts.toAbsolutePath()));
    } catch (Complaint e) {
      System.err.println("iplive faults: " + e.getMessage());
    } catch (IOException e) {
      System.err.println("iplive faults: " + e);
    } catch (InterruptedException _) {
      System.err.println("iplive faults: stopped.");
    }
    return 2;
  }

  private static int run(Options options, Path folder, Distribution distribution)
      throws IOException, InterruptedException {
    FaultSuite suite = new FaultSuite(folder, distribution, System.out);
    return switch (options.what()) {
      case CHANCE -> exitCode(suite.run(options.order()));
      case BRIEF -> exitCode(suite.run(Order.brief(options.seed())));
      case SCALING -> exitCode(suite.runScaling(options.order()));
      case TAKEOVER -> {
        new TakeoverRun(folder, distribution, System.out).run(options.takeover(), options.times());
        yield 0;
      }
    };
  }

  private static int exitCode(List<Finding> findings) {
    return findings.isEmpty() ? 0 : 1;
  }
}
