package io.iplive.gateway.task;

import io.iplive.gateway.account.ContactId;
import io.iplive.gateway.account.Plain;
import io.iplive.gateway.call.Sent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What task_add and task_edit sent (contracts/monitorus.md, "task_add"), each parameter usable by
 * itself; whether they suit each other is decided with the task.
 *
 * @param contacts never blank: sent without a value it is an empty list
 */
public record TaskForm(
    Sent<TaskKind> kind,
    Sent<String> data,
    Sent<String> name,
    Sent<Duration> period,
    Sent<Duration> errorPeriod,
    Sent<Integer> numError,
    Sent<Boolean> recovery,
    Sent<List<ContactId>> contacts,
    Sent<Boolean> redirect,
    Sent<String> userAgent,
    Sent<String> ref,
    Sent<Instant> expires,
    Sent<Integer> numOk,
    Sent<Duration> timeout,
    Sent<Integer> level,
    Sent<String> httpCode,
    Sent<String> keyword,
    Sent<String> keywordAbsent,
    Sent<String> method,
    Sent<Plain> headers,
    Sent<Plain> body,
    Sent<FolderId> folder,
    Sent<Integer> port,
    Sent<String> send,
    Sent<String> expect,
    Sent<String> dnsType,
    Sent<String> dnsServer,
    Sent<String> dnsExpect,
    Sent<Integer> days,
    Sent<Task.Parent> parent,
    DemandsForm demands) {}
