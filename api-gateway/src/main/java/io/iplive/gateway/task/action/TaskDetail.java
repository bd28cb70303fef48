package io.iplive.gateway.task.action;

import io.iplive.gateway.account.Ciphertext;
import io.iplive.gateway.account.SecretBox;
import io.iplive.gateway.action.Action;
import io.iplive.gateway.action.ActionCall;
import io.iplive.gateway.action.Answer;
import io.iplive.gateway.action.Fault;
import io.iplive.gateway.action.Inline;
import io.iplive.gateway.action.Result;
import io.iplive.gateway.monitor.TargetId;
import io.iplive.gateway.task.Demands;
import io.iplive.gateway.task.Inspection;
import io.iplive.gateway.task.Rhythm;
import io.iplive.gateway.task.Task;
import io.iplive.gateway.task.TaskDirectory;
import io.iplive.gateway.task.action.TaskViews.View;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code task_info}: one task with every parameter of task_add. */
public final class TaskDetail implements Action {

  private final TaskDirectory tasks;
  private final TaskViews views;
  private final SecretBox secrets;

  public TaskDetail(TaskDirectory tasks, TaskViews views, SecretBox secrets) {
    this.tasks = tasks;
    this.views = views;
    this.secrets = secrets;
  }

  private record Rest(
      @Nullable String userAgent,
      @Nullable Long expires,
      int numOk,
      long timeout,
      int level,
      String httpCode,
      @Nullable String keyword,
      @Nullable String keywordAbsent,
      String method,
      @Nullable String headers,
      @Nullable String body,
      @Nullable Integer port,
      @Nullable String send,
      @Nullable String expect,
      @Nullable String dnsType,
      @Nullable String dnsServer,
      @Nullable String dnsExpect,
      @Nullable Integer days)
      implements Inline {}

  /** What only a task that depends on another has. */
  private record Dependence(long parent) implements Inline {}

  /** What only a task that asks for something of it has. */
  private record Asked(
      @Nullable Integer slow,
      @Nullable String ipVersion,
      @Nullable String pattern,
      @Nullable String jsonPath,
      @Nullable String jsonExpect,
      @Nullable String contentHash,
      @Nullable String pins,
      int hasClientCert,
      @Nullable String script,
      @Nullable Integer packets,
      @Nullable Integer packetSize,
      @Nullable Integer ttl,
      @Nullable Integer loss)
      implements Inline {

    static @Nullable Asked of(Demands demands) {
      return demands.equals(Demands.NONE)
          ? null
          : new Asked(
              demands.slow(),
              demands.ipVersion(),
              demands.pattern(),
              demands.jsonPath(),
              demands.jsonExpect(),
              demands.contentHash(),
              demands.pins(),
              demands.clientCert() == null ? 0 : 1,
              demands.script(),
              demands.packets(),
              demands.packetSize(),
              demands.ttl(),
              demands.loss());
    }
  }

  private record Whole(
      View view, Rest rest, @Nullable Dependence dependence, @Nullable Asked asked) {}

  private record One(Whole task) implements Answer {}

  @Override
  public String name() {
    return "task_info";
  }

  @Override
  public Result perform(ActionCall call) {
    Supplier<Long> id = call.inputs().required("id", TaskRules.id());
    return call.inputs()
        .answer(() ->
            tasks
                .one(call.caller().account(), new TargetId(id.get()))
                .<Result>map(task ->
                    new Result.Done(
                        new One(
                            new Whole(
                                views.of(call.caller(), List.of(task)).getFirst(),
                                rest(task),
                                dependence(task),
                                Asked.of(task.inspection().demands())))))
                .orElseGet(() -> Result.refused(Fault.unknown("id", "id", id.get()))));
  }

  private Rest rest(Task task) {
    Inspection inspection = task.inspection();
    Rhythm rhythm = task.rhythm();
    Instant expires = task.filing().expires();
    return new Rest(
        inspection.userAgent(),
        expires == null ? null : expires.getEpochSecond(),
        rhythm.numOk(),
        rhythm.effectiveTimeout().toSeconds(),
        rhythm.level(),
        inspection.httpCode(),
        inspection.keyword(),
        inspection.keywordAbsent(),
        inspection.method(),
        opened(inspection.headers()),
        opened(inspection.body()),
        inspection.port(),
        inspection.send(),
        inspection.expect(),
        inspection.dnsType(),
        inspection.dnsServer(),
        inspection.dnsExpect(),
        inspection.days());
  }

  private static @Nullable Dependence dependence(Task task) {
    Task.Parent parent = task.notices().parent();
    return parent == null ? null : new Dependence(parent.task().value());
  }

  private @Nullable String opened(@Nullable Ciphertext secret) {
    return secret == null ? null : secrets.open(secret).text();
  }
}
