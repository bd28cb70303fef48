package io.iplive.scheduler.kafka;

import io.iplive.scheduler.kafka.account.AccountBoard;
import io.iplive.scheduler.kafka.job.AnswerTicks;
import io.iplive.scheduler.kafka.job.Jobs;
import io.iplive.scheduler.kafka.node.NodeBoard;
import io.iplive.scheduler.kafka.start.StartLine;
import io.iplive.scheduler.schedule.Policy;
import java.time.InstantSource;

/** What every task of a scheduler works with. */
record SchedulerParts(
    InstantSource clock,
    Policy policy,
    IncomingDecoder decoder,
    ScheduleCodec codec,
    StartLine startLine,
    NodeBoard board,
    AccountBoard accounts,
    Jobs jobs,
    AnswerTicks answers,
    Tasks tasks,
    SchedulerMeters meters) {}
