package io.iplive.gateway.history.action;

import io.iplive.gateway.action.Action;
import io.iplive.gateway.action.ActionCall;
import io.iplive.gateway.action.Answer;
import io.iplive.gateway.action.Paging;
import io.iplive.gateway.action.Result;
import io.iplive.gateway.history.SmsLog;
import io.iplive.gateway.ledger.Money;
import io.iplive.gateway.monitor.TargetId;
import io.iplive.gateway.task.TaskDirectory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code sms_list}: messages sent, what they cost and what became of them. */
public final class SmsList implements Action {

  private static final Duration PRESET = Duration.ofDays(30);

  private final SmsLog messages;
  private final OwnTasks tasks;

  public SmsList(SmsLog messages, TaskDirectory tasks) {
    this.messages = messages;
    this.tasks = new OwnTasks(tasks);
  }

  private record Entry(
      long id,
      @Nullable Long serviceId,
      String phone,
      String text,
      int parts,
      String price,
      @Nullable Integer state,
      @Nullable Integer err,
      @Nullable Long timeSent,
      long timeChanged) {}

  private record Log(long from, long to, int page, int perPage, long total, List<Entry> sms)
      implements Answer {}

  @Override
  public String name() {
    return "sms_list";
  }

  @Override
  public Result perform(ActionCall call) {
    TargetId task = tasks.optional(call);
    Range range = Range.read(call, PRESET);
    Paging paging = Paging.read(call.inputs());
    return call.inputs()
        .answer(() -> {
          SmsLog.Page page =
              messages.messages(
                  call.caller().account(),
                  task,
                  range.from(),
                  range.to(),
                  paging.offset(),
                  paging.perPage());
          return new Result.Done(
              new Log(
                  range.from().getEpochSecond(),
                  range.to().getEpochSecond(),
                  paging.page(),
                  paging.perPage(),
                  page.total(),
                  page.messages().stream().map(SmsList::entry).toList()));
        });
  }

  private static Entry entry(SmsLog.Message message) {
    Instant sent = message.sms().sentAt();
    TargetId target = message.target();
    return new Entry(
        message.sms().id(),
        target == null ? null : target.value(),
        message.sms().phone(),
        message.sms().text(),
        message.sms().parts(),
        new Money(message.priceMicros()).text(),
        message.sms().state(),
        message.sms().error(),
        sent == null ? null : sent.getEpochSecond(),
        message.changedAt().getEpochSecond());
  }
}
