package io.iplive.gateway.task;

import io.iplive.gateway.account.Ciphertext;
import io.iplive.gateway.action.Fault;
import io.iplive.gateway.call.Rule.Reading;
import io.iplive.gateway.call.Sent;
import io.iplive.gateway.monitor.TargetId;
import io.iplive.gateway.task.Task.Filing;
import io.iplive.gateway.task.Task.Notices;
import io.iplive.gateway.task.Task.Subject;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A task as a form would make it, before it is known whether its parts suit each other. */
public record TaskDraft(
    Subject subject, Rhythm rhythm, Inspection inspection, Notices notices, Filing filing) {

  /** So long that nothing else is at fault because of it. */
  private static final Duration LONGEST = Duration.ofDays(1);

  private static final int PRESET_NUM_ERROR = 2;

  /** Secrets of the form at rest. */
  public record Sealed(
      Sent<Ciphertext> headers, Sent<Ciphertext> body, Sent<Ciphertext> clientCert) {

    /** For looking at the rest. */
    public static final Sealed NONE =
        new Sealed(new Sent.Absent<>(), new Sent.Absent<>(), new Sent.Absent<>());
  }

  /**
   * Parameters that do not suit each other.
   *
   * @param involved their names: if one of them is at fault alone, this says nothing
   */
  public record Misfit(Fault fault, Set<String> involved) {}

  /**
   * The draft of a form; what it does not say stays, or is the default.
   *
   * @param before null: a new task
   */
  public static TaskDraft of(@Nullable Task before, TaskForm form, Sealed secrets) {
    Subject subject = before == null ? new Subject(TaskKind.SITE, "", "") : before.subject();
    Rhythm rhythm =
        before == null ? new Rhythm(LONGEST, null, null, PRESET_NUM_ERROR, 1, 0) : before.rhythm();
    Notices notices = before == null ? new Notices(null, true, null) : before.notices();
    Filing filing = before == null ? new Filing(null, null, null) : before.filing();
    return new TaskDraft(
        new Subject(
            form.kind().or(subject.kind(), subject.kind()),
            form.data().or(subject.data(), subject.data()),
            form.name().or(subject.name(), subject.name())),
        new Rhythm(
            form.period().or(rhythm.period(), rhythm.period()),
            form.errorPeriod().orNone(rhythm.errorPeriod()),
            form.timeout().orNone(rhythm.timeout()),
            form.numError().or(rhythm.numError(), PRESET_NUM_ERROR),
            form.numOk().or(rhythm.numOk(), 1),
            form.level().or(rhythm.level(), 0)),
        inspection(before == null ? Inspection.PRESET : before.inspection(), form, secrets),
        new Notices(
            form.contacts().orNone(notices.contacts()),
            form.recovery().or(notices.recovery(), true),
            form.parent().orNone(notices.parent())),
        new Filing(
            form.ref().orNone(filing.ref()),
            form.folder().orNone(filing.folder()),
            form.expires().orNone(filing.expires())));
  }

  private static Inspection inspection(Inspection before, TaskForm form, Sealed secrets) {
    return new Inspection(
        form.redirect().or(before.redirect(), false),
        form.userAgent().orNone(before.userAgent()),
        form.httpCode().or(before.httpCode(), Inspection.PRESET_CODES),
        form.keyword().orNone(before.keyword()),
        form.keywordAbsent().orNone(before.keywordAbsent()),
        form.method().or(before.method(), Inspection.PRESET_METHOD),
        secrets.headers().orNone(before.headers()),
        secrets.body().orNone(before.body()),
        form.port().orNone(before.port()),
        form.send().orNone(before.send()),
        form.expect().orNone(before.expect()),
        form.dnsType().orNone(before.dnsType()),
        form.dnsServer().orNone(before.dnsServer()),
        form.dnsExpect().orNone(before.dnsExpect()),
        form.days().orNone(before.days()),
        form.demands().over(before.demands(), secrets.clientCert()));
  }

  /** What is wrong with a parent that depends on the task itself. */
  public static Fault cycle(TargetId parent) {
    return new Fault(
        "parent_cycle",
        "parent",
        "parent is %d; that task is this one or depends on it.".formatted(parent.value()));
  }

  /** Everything that does not suit. */
  public List<Misfit> misfits(Predicate<InetAddress> permitted) {
    List<Misfit> misfits = new ArrayList<>();
    switch (new DestinationRule(subject.kind(), permitted).read(subject.data())) {
      case Reading.Bad<Destination>(String part, String allowed) ->
          misfits.add(new Misfit(Fault.invalid("data", part, allowed), Set.of("task", "data")));
      case Reading.Good<Destination>(Destination destination) -> port(destination, misfits);
    }
    Duration error = rhythm.effectiveErrorPeriod();
    Set<String> paces = Set.of("period", "period_error");
    if (error.compareTo(rhythm.period()) > 0) {
      String allowed = "0.1 to %s minutes, the period".formatted(Minutes.text(rhythm.period()));
      misfits.add(new Misfit(Fault.invalid("period_error", Minutes.text(error), allowed), paces));
    } else if (rhythm.effectiveTimeout().compareTo(rhythm.longestTimeout()) > 0) {
      String value = Long.toString(rhythm.effectiveTimeout().toSeconds());
      String allowed =
          "1 to %d seconds, 2 less than period_error"
              .formatted(rhythm.longestTimeout().toSeconds());
      misfits.add(
          new Misfit(
              Fault.invalid("timeout", value, allowed),
              Set.of("timeout", "period", "period_error")));
    }
    if (inspection.demands().jsonExpect() != null && inspection.demands().jsonPath() == null) {
      misfits.add(new Misfit(Fault.missing("json_path"), Set.of("json_path", "json_expect")));
    }
    return misfits;
  }

  private void port(Destination destination, List<Misfit> misfits) {
    Integer named = destination.port();
    Integer port = inspection.port();
    boolean needed = subject.kind() == TaskKind.PORT || subject.kind() == TaskKind.UDP;
    Set<String> involved = Set.of("task", "data", "port");
    if (needed && named == null && port == null) {
      Fault fault =
          new Fault(
              "port_required", "port", "port is missing; data names none, so it is required.");
      misfits.add(new Misfit(fault, involved));
    } else if (named != null && port != null && !named.equals(port)) {
      String allowed = "%d, the port that data names".formatted(named);
      misfits.add(new Misfit(Fault.invalid("port", Integer.toString(port), allowed), involved));
    }
  }

  /** Where its probes go; only of a draft without misfits. */
  Destination destination() {
    return switch (new DestinationRule(subject.kind(), _ -> true).read(subject.data())) {
      case Reading.Good<Destination>(Destination found) ->
          new Destination(
              found.protocol(),
              found.address(),
              found.host(),
              inspection.port() == null ? found.port() : inspection.port(),
              found.path());
      case Reading.Bad<Destination> bad ->
          throw new IllegalStateException("A draft with misfits was used: " + bad.allowed());
    };
  }
}
