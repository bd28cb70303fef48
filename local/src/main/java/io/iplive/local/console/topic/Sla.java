package io.iplive.local.console.topic;

import io.iplive.local.children.JavaCommand;
import io.iplive.local.console.line.CommandLine;
import io.iplive.local.instance.Complaint;
import io.iplive.local.instance.DataDirectory;
import io.iplive.local.instance.Distribution;
import io.iplive.local.instance.Settings;
import io.iplive.sla.SlaMain;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes an account's report, in a JVM of its own: it folds millions of records, which wants other
 * settings than a console. That JVM believes to be somewhere else, so that neither a language nor a
 * clock of this machine can be in a report.
 */
public final class Sla {

  private static final List<String> ELSEWHERE =
      List.of("-Duser.language=tr", "-Duser.country=TR", "-Duser.timezone=Asia/Kathmandu");

  private static final List<String> OPTIONS =
      List.of(
          "-Xmx1g",
          "--enable-native-access=ALL-UNNAMED",
          "-Dlogback.configurationFile=sla-logback.xml");

  private static final List<String> PASSED_ON =
      List.of(
          "--account",
          "--from",
          "--to",
          "--last",
          "--zone",
          "--target",
          "--maintenance",
          "--source",
          "--lang",
          "--format",
          "--out");

  private final DataDirectory data;
  private final PrintStream out;

  public Sla(DataDirectory data, PrintStream out) {
    this.data = data;
    this.out = out;
  }

  /** The exit code: 0 when there is a report, 2 when there is none. */
  public int run(CommandLine line) throws InterruptedException, IOException {
    if (!data.exists()) {
      throw new Complaint(
          "iplive has never run in %s: --data names the directory.".formatted(data.path()));
    }
    Clients.brokers(data);
    Settings settings = Settings.of(data);
    out.flush();
    List<String> program =
        new ArrayList<>(
            List.of(
                "-cp",
                Distribution.own().classPath("services"),
                SlaMain.class.getName(),
                "--bootstrap-servers=" + settings.brokerAddress(),
                "--registry=" + settings.registryAddress()));
    for (String option : PASSED_ON) {
      line.value(option).ifPresent(value -> program.add(option + "=" + once(option, value)));
    }
    line.value("--monitor")
        .ifPresent(value -> program.add("--monitor=" + value.replace('\n', ',')));
    return new ProcessBuilder(JavaCommand.of(ELSEWHERE, OPTIONS, program))
        .inheritIO()
        .start()
        .waitFor();
  }

  private static String once(String option, String value) {
    if (value.contains("\n")) {
      throw new Complaint(
          "%s is given twice, '%s'; allowed is once."
              .formatted(option, value.replace("\n", "' and '")));
    }
    return value;
  }
}
