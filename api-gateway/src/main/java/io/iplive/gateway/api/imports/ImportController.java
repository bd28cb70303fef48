package io.iplive.gateway.api.imports;

import io.iplive.gateway.account.AccountDirectory;
import io.iplive.gateway.action.Fault;
import io.iplive.gateway.action.Inputs;
import io.iplive.gateway.api.OperatorAnswers;
import io.iplive.gateway.api.OperatorCalls;
import io.iplive.gateway.api.body.CallBody;
import io.iplive.gateway.api.body.JsonObjects;
import io.iplive.gateway.call.Rules;
import io.iplive.gateway.node.NodeDirectory;
import io.iplive.gateway.task.TargetReservations;
import io.iplive.gateway.task.action.TaskReader;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code POST /api/v1/monitors:import}: one JSON object a line, each answered by a line, in order,
 * as soon as enough of them are known: clients that read nothing before all is sent are waited for
 * up to a buffer's size. A batch of lines is recorded as a whole or not at all; a line that was
 * recorded before is answered with {@code existing}, so whoever lost the connection sends the file
 * again.
 */
@RestController
final class ImportController {

  private static final int BATCH = 500;
  private static final int MOST_HELD_BACK = 16 << 20;
  private static final int MOST_LINE = 256 * 1024;

  /** Target ids fit a 32-bit INT, with room for those to come. */
  private static final long LAST_ID = 2_000_000_000L;

  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private final AccountDirectory accounts;
  private final NodeDirectory nodes;
  private final TaskReader tasks;
  private final ImportBatch batches;
  private final TargetReservations reservations;
  private final Predicate<InetAddress> permitted;
  private final OperatorCalls calls;
  private final Clock clock;

  ImportController(
      AccountDirectory accounts,
      NodeDirectory nodes,
      TaskReader tasks,
      ImportBatch batches,
      TargetReservations reservations,
      Predicate<InetAddress> permitted,
      OperatorCalls calls,
      Clock clock) {
    this.accounts = accounts;
    this.nodes = nodes;
    this.tasks = tasks;
    this.batches = batches;
    this.reservations = reservations;
    this.permitted = permitted;
    this.calls = calls;
    this.clock = clock;
  }

  private record Reserved(long firstId, long lastId) {}

  /** Before lines with ids of their own: keeps the ids up to {@code last_id} free for them. */
  @PostMapping("/operator/imports/reserve")
  ResponseEntity<byte[]> reserve(HttpServletRequest request) throws IOException {
    calls.authorise(request);
    String body = new String(CallBody.bytes(request), StandardCharsets.UTF_8);
    Inputs inputs =
        JsonObjects.object(body)
            .map(Inputs::new)
            .orElseThrow(() -> OperatorCalls.refused("body", "", "a JSON object"));
    String text = inputs.read("last_id", Rules.text()).or("", "");
    boolean fits = text.matches("[0-9]{1,10}") && Long.parseLong(text) <= LAST_ID;
    if (!fits || Long.parseLong(text) < 1) {
      throw OperatorCalls.refused("last_id", text, "1.." + LAST_ID);
    }
    long last = Long.parseLong(text);
    return OperatorAnswers.ok(new Reserved(reservations.reserve(last), last));
  }

  @PostMapping("/api/v1/monitors:import")
  void lines(HttpServletRequest request, HttpServletResponse response) throws IOException {
    calls.authorise(request);
    response.setContentType("application/x-ndjson; charset=utf-8");
    Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    LineReader reader = new LineReader(accounts, nodes, tasks, permitted, at);
    OutputStream answers = new BufferedOutputStream(response.getOutputStream(), MOST_HELD_BACK);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(request.getInputStream(), StandardCharsets.UTF_8))) {
      long number = 0;
      List<ImportLine> batch = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        batch.add(read(reader, line));
        if (batch.size() == BATCH) {
          number = answer(batch, number, answers);
          batch.clear();
        }
      }
      answer(batch, number, answers);
      answers.flush();
    }
  }

  private static ImportLine read(LineReader reader, String line) {
    return line.length() > MOST_LINE
        ? new ImportLine.Unusable(
            List.of(
                new Fault(
                    "line_too_long", null, "The line is longer than %d.".formatted(MOST_LINE))))
        : reader.read(line);
  }

  private long answer(List<ImportLine> batch, long before, OutputStream answers)
      throws IOException {
    long number = before;
    for (ImportBatch.Answer answer : batches.record(batch)) {
      number++;
      answers.write(JSON.writeValueAsBytes(answer.numbered(number)));
      answers.write('\n');
    }
    return number;
  }
}
