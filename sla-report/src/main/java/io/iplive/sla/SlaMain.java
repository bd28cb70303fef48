package io.iplive.sla;

import io.iplive.sla.asked.Asking;
import io.iplive.sla.asked.Question;
import io.iplive.sla.asked.Question.Format;
import io.iplive.sla.asked.Refusal;
import io.iplive.sla.figures.Report;
import io.iplive.sla.kafka.Replay;
import io.iplive.sla.page.Page;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a report to a file or to standard output. Ends with 0, or with 2 when there is none; why,
 * and how far it is, is logged, and sla-logback.xml makes lines on standard error of that.
 */
public final class SlaMain {

  private static final Logger LOG = LoggerFactory.getLogger(SlaMain.class);

  private SlaMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    System.exit(run(List.of(arguments), System.getenv()));
  }

  /**
   * The same from another program.
   *
   * @param environment says where the topics are when the arguments do not
   * @return the exit code
   */
  public static int run(List<String> arguments, Map<String, String> environment)
      throws InterruptedException {
    return run(arguments, environment, Instant.now());
  }

  /**
   * The same at a time that several reports share.
   *
   * @return the exit code
   */
  public static int run(List<String> arguments, Map<String, String> environment, Instant now)
      throws InterruptedException {
    try {
      Question question = Asking.parse(arguments, now);
      Connection connection = Connection.of(question, environment);
      question.formats().forEach(format -> question.out(format).ifPresent(SlaMain::requireFolder));
      write(
          question, new Replay(question, connection.schemas(), connection.brokers(), now).report());
      return 0;
    } catch (ExecutionException e) {
      LOG.error("{}", sentence(e.getCause() == null ? e : e.getCause()));
    } catch (Refusal | KafkaException | IllegalArgumentException e) {
      LOG.error("{}", sentence(e));
    } catch (IOException e) {
      LOG.error("The report cannot be written: {}", e.toString());
    }
    return 2;
  }

  /** Before the topics are read, which may take minutes. */
  private static void requireFolder(String file) {
    Path path = Path.of(file).toAbsolutePath();
    Path folder = path.getParent();
    if (folder == null || !Files.isWritable(folder) || Files.isDirectory(path)) {
      throw Refusal.of("--out", file, "a file in a folder that can be written to");
    }
  }

  private static String sentence(Throwable reason) {
    String said = String.valueOf(reason.getMessage());
    if (reason instanceof Refusal || reason instanceof IllegalArgumentException) {
      return said;
    }
    Throwable cause = reason.getCause();
    return "The topics cannot be read: %s%s"
        .formatted(said, cause == null ? "" : " (%s)".formatted(cause.getMessage()));
  }

  private static void write(Question question, Report report) throws IOException {
    for (Format format : question.formats()) {
      write(format, question, report);
    }
  }

  private static void write(Format format, Question question, Report report) throws IOException {
    String text =
        switch (format) {
          case HTML -> Page.of(report, question.language());
          case CSV -> ReportCsv.of(report);
          case JSON -> ReportJson.of(report);
        };
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Optional<String> file = question.out(format);
    if (file.isPresent()) {
      Files.write(Path.of(file.get()), bytes);
    } else {
      try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
        out.write(bytes);
      }
    }
  }
}
