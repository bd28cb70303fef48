package io.iplive.scheduler.kafka.stored;

import io.iplive.scheduler.kafka.stored.avro.StoredActivity;
import io.iplive.scheduler.kafka.stored.avro.StoredChange;
import io.iplive.scheduler.kafka.stored.avro.StoredFact;
import io.iplive.scheduler.kafka.stored.avro.StoredMonitor;
import io.iplive.scheduler.kafka.stored.avro.StoredReason;
import io.iplive.scheduler.kafka.stored.avro.StoredStanding;
import io.iplive.scheduler.kafka.stored.avro.StoredTarget;
import io.iplive.scheduler.monitor.Activity;
import io.iplive.scheduler.monitor.Check;
import io.iplive.scheduler.monitor.Definition;
import io.iplive.scheduler.monitor.Owner;
import io.iplive.scheduler.monitor.Standing;
import io.iplive.scheduler.monitor.Target;
import io.iplive.scheduler.monitor.Timing;
import io.iplive.scheduler.monitor.Version;
import io.iplive.scheduler.schedule.Change;
import io.iplive.scheduler.schedule.Course;
import io.iplive.scheduler.schedule.Fact;
import io.iplive.scheduler.schedule.Monitor;
import io.iplive.scheduler.schedule.Pace;
import io.iplive.schemas.RecordWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.apache.avro.message.BinaryMessageDecoder;
import org.jspecify.annotations.Nullable;

/**
 * What the store and its changelog hold, in Avro's single-object encoding: the fingerprint in front
 * names the schema that wrote it, so that a new release reads what an older one left.
 */
public final class StoredAvro {

  private static final RecordWriter<StoredMonitor> WRITER =
      new RecordWriter<>(StoredMonitor.getClassSchema());
  private static final byte[] HEADER =
      RecordWriter.singleObjectHeader(StoredMonitor.getClassSchema());
  private static final BinaryMessageDecoder<StoredMonitor> DECODER =
      StoredMonitor.createDecoder(StoredSchemas.of("StoredMonitor"));
  private static final RecordWriter<io.iplive.schemas.gateway.Check> CHECK_WRITER =
      new RecordWriter<>(io.iplive.schemas.gateway.Check.getClassSchema());
  private static final byte[] CHECK_HEADER =
      RecordWriter.singleObjectHeader(io.iplive.schemas.gateway.Check.getClassSchema());
  private static final BinaryMessageDecoder<io.iplive.schemas.gateway.Check> CHECK_DECODER =
      io.iplive.schemas.gateway.Check.createDecoder(StoredSchemas.of("Check"));

  private StoredAvro() {}

  public static byte[] encoded(io.iplive.schemas.gateway.Check check) {
    return CHECK_WRITER.write(CHECK_HEADER, check);
  }

  public static io.iplive.schemas.gateway.Check check(byte[] encoded) {
    try {
      return CHECK_DECODER.decode(encoded);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] encoded(Monitor monitor) {
    return WRITER.write(HEADER, stored(monitor));
  }

  public static Monitor monitor(long monitorId, byte[] encoded) {
    try {
      return monitor(monitorId, DECODER.decode(encoded));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StoredMonitor stored(Monitor monitor) {
    Definition definition = monitor.definition();
    Timing timing = definition.timing();
    Owner owner = definition.owner();
    Course course = monitor.course();
    return StoredMonitor.newBuilder()
        .setEpoch(monitor.version().epoch())
        .setVersion(monitor.version().number())
        .setStartedEpoch(monitor.startedAs().epoch())
        .setStartedVersion(monitor.startedAs().number())
        .setActivity(StoredActivity.valueOf(definition.activity().name()))
        .setAccountId(owner.accountId())
        .setAppId(owner.appId())
        .setAppName(owner.appName())
        .setGroupId(owner.groupId())
        .setProtocol(definition.protocol())
        .setLevel(definition.level())
        .setCandidateNodes(definition.candidateNodes())
        .setPeriodSeconds(timing.periodSeconds())
        .setErrorPeriodSeconds(timing.errorPeriodSeconds())
        .setTimeoutMillis(timing.timeoutMillis())
        .setRetryCount(timing.retryCount())
        .setNumError(definition.numError())
        .setNumOk(definition.numOk())
        .setCheck(ByteBuffer.wrap(definition.check().encoded()))
        .setTargets(definition.targets().stream().map(StoredAvro::stored).toList())
        .setPaceChangedAt(monitor.pace().changedAt())
        .setAnchorSeconds(anchor(monitor.pace()))
        .setFailingTargets(failing(monitor.pace()))
        .setFirstAtSeconds(seconds(course.firstAt()))
        .setNewestAtSeconds(seconds(course.newestAt()))
        .setNotBefore(course.notBefore())
        .setFacts(monitor.facts().stream().map(StoredAvro::stored).toList())
        .setStanding(
            monitor.standing().equals(Standing.UNHEARD) ? null : stored(monitor.standing()))
        .build();
  }

  private static Monitor monitor(long monitorId, StoredMonitor stored) {
    Definition definition =
        new Definition(
            monitorId,
            new Owner(
                stored.getAccountId(), stored.getAppId(), stored.getAppName(), stored.getGroupId()),
            Activity.valueOf(stored.getActivity().name()),
            stored.getProtocol(),
            stored.getLevel(),
            stored.getCandidateNodes(),
            new Timing(
                stored.getPeriodSeconds(),
                stored.getErrorPeriodSeconds(),
                stored.getTimeoutMillis(),
                stored.getRetryCount()),
            stored.getNumError(),
            stored.getNumOk(),
            new Check(bytes(stored.getCheck())),
            stored.getTargets().stream().map(StoredAvro::target).toList());
    return new Monitor(
        definition,
        new Version(stored.getEpoch(), stored.getVersion()),
        new Version(stored.getStartedEpoch(), stored.getStartedVersion()),
        pace(stored),
        new Course(
            instant(stored.getFirstAtSeconds()),
            instant(stored.getNewestAtSeconds()),
            stored.getNotBefore()),
        stored.getFacts().stream().map(StoredAvro::fact).toList(),
        stored.getStanding() == null ? Standing.UNHEARD : standing(stored.getStanding()));
  }

  private static Pace pace(StoredMonitor stored) {
    Instant anchor = instant(stored.getAnchorSeconds());
    return anchor == null
        ? new Pace.Normal(stored.getPaceChangedAt())
        : new Pace.Failing(anchor, stored.getFailingTargets(), stored.getPaceChangedAt());
  }

  private static @Nullable Long anchor(Pace pace) {
    return switch (pace) {
      case Pace.Normal _ -> null;
      case Pace.Failing failing -> failing.anchor().getEpochSecond();
    };
  }

  private static List<Long> failing(Pace pace) {
    return switch (pace) {
      case Pace.Normal _ -> List.of();
      case Pace.Failing failing -> failing.targets();
    };
  }

  private static StoredFact stored(Fact fact) {
    return new StoredFact(
        StoredChange.valueOf(fact.change().name()),
        fact.version().epoch(),
        fact.version().number(),
        fact.commandAt(),
        fact.recordedAt(),
        fact.targets().stream().map(StoredAvro::stored).toList(),
        fact.standing() == null ? null : stored(fact.standing()));
  }

  private static Fact fact(StoredFact stored) {
    return new Fact(
        Change.valueOf(stored.getChange().name()),
        new Version(stored.getEpoch(), stored.getVersion()),
        stored.getCommandAt(),
        stored.getRecordedAt(),
        stored.getTargets().stream().map(StoredAvro::target).toList(),
        stored.getStanding() == null ? null : standing(stored.getStanding()));
  }

  private static StoredStanding stored(Standing standing) {
    return new StoredStanding(
        standing.version().epoch(),
        standing.version().number(),
        standing.at(),
        switch (standing) {
          case Standing.Good _ -> null;
          case Standing.Suspended suspended -> StoredReason.valueOf(suspended.reason().name());
        });
  }

  private static Standing standing(StoredStanding stored) {
    Version version = new Version(stored.getEpoch(), stored.getVersion());
    StoredReason reason = stored.getReason();
    return reason == null
        ? new Standing.Good(version, stored.getAt())
        : new Standing.Suspended(version, stored.getAt(), Standing.Reason.valueOf(reason.name()));
  }

  private static StoredTarget stored(Target target) {
    return new StoredTarget(
        target.id(), target.recordId(), target.address(), target.addressVersion());
  }

  private static Target target(StoredTarget stored) {
    return new Target(
        stored.getTargetId(),
        stored.getRecordId(),
        stored.getAddress(),
        stored.getAddressVersion());
  }

  private static @Nullable Long seconds(@Nullable Instant at) {
    return at == null ? null : at.getEpochSecond();
  }

  private static @Nullable Instant instant(@Nullable Long seconds) {
    return seconds == null ? null : Instant.ofEpochSecond(seconds);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
