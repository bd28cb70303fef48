package io.iplive.gateway.api.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.iplive.gateway.action.Fault;
import io.iplive.gateway.monitor.Monitor;
import io.iplive.gateway.monitor.MonitorCommand.Operate;
import io.iplive.gateway.monitor.MonitorJournal;
import io.iplive.gateway.task.TaskCommand.Add;
import io.iplive.gateway.task.TaskJournal;
import io.iplive.gateway.task.TaskJournal.Outcome;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records the lines of a batch and says what became of each. */
final class ImportBatch {

  private final TaskJournal tasks;
  private final MonitorJournal monitors;

  ImportBatch(TaskJournal tasks, MonitorJournal monitors) {
    this.tasks = tasks;
    this.monitors = monitors;
  }

  /**
   * What became of a line.
   *
   * @param id of a task
   * @param monitorId of a group
   * @param records target ids of a group by record
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Answer(
      long line,
      String result,
      @Nullable Long id,
      @Nullable Long monitorId,
      @Nullable Map<String, Long> records,
      @Nullable Integer existing,
      @Nullable List<Fault> errors) {

    static Answer task(long id, boolean created) {
      return new Answer(0, "ok", id, null, null, created ? 0 : 1, null);
    }

    static Answer group(Monitor monitor, boolean created) {
      Map<String, Long> records = new LinkedHashMap<>();
      monitor
          .targets()
          .forEach(target -> records.put(Long.toString(target.recordId()), target.id().value()));
      return new Answer(0, "ok", null, monitor.id().value(), records, created ? 0 : 1, null);
    }

    static Answer refused(List<Fault> faults) {
      return new Answer(0, "error", null, null, null, null, faults);
    }

    Answer numbered(long number) {
      return new Answer(number, result, id, monitorId, records, existing, errors);
    }
  }

  List<Answer> record(List<ImportLine> lines) {
    List<Add> adds =
        lines.stream()
            .filter(ImportLine.OfTask.class::isInstance)
            .map(line -> ((ImportLine.OfTask) line).add())
            .toList();
    List<Operate> groups =
        lines.stream()
            .filter(ImportLine.OfGroup.class::isInstance)
            .map(line -> ((ImportLine.OfGroup) line).operate())
            .toList();
    Iterator<Outcome> added =
        adds.isEmpty() ? List.<Outcome>of().iterator() : tasks.execute(adds).iterator();
    Iterator<MonitorJournal.Outcome> operated =
        groups.isEmpty()
            ? List.<MonitorJournal.Outcome>of().iterator()
            : monitors.executeAll(groups).iterator();
    List<Answer> answers = new ArrayList<>();
    for (ImportLine line : lines) {
      answers.add(
          switch (line) {
            case ImportLine.Unusable(List<Fault> faults) -> Answer.refused(faults);
            case ImportLine.OfTask _ -> answer(added.next());
            case ImportLine.OfGroup _ -> answer(operated.next());
          });
    }
    return answers;
  }

  private static Answer answer(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done done -> Answer.task(done.task().id().value(), done.created());
      case Outcome.Refused(List<Fault> faults) -> Answer.refused(faults);
      case Outcome.Unknown() -> throw new IllegalStateException("An addition found nothing");
    };
  }

  private static Answer answer(MonitorJournal.Outcome outcome) {
    return switch (outcome) {
      case MonitorJournal.Outcome.Operated(Monitor monitor, boolean created) ->
          Answer.group(monitor, created);
      case MonitorJournal.Outcome.Refused(var refusal) -> Answer.refused(Faults.of(refusal));
      case MonitorJournal.Outcome.Stopped() ->
          throw new IllegalStateException("An upsert stopped its monitor");
    };
  }
}
