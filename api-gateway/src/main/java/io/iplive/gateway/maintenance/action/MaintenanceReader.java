package io.iplive.gateway.maintenance.action;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.action.Fault;
import io.iplive.gateway.action.Inputs;
import io.iplive.gateway.call.Rule;
import io.iplive.gateway.call.Rule.Reading;
import io.iplive.gateway.call.Rules;
import io.iplive.gateway.call.Sent;
import io.iplive.gateway.maintenance.Recurrence;
import io.iplive.gateway.maintenance.Window;
import io.iplive.gateway.monitor.TargetId;
import io.iplive.gateway.task.Task;
import io.iplive.gateway.task.TaskDirectory;
import io.iplive.gateway.task.action.TaskRules;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of maintenance_add (contracts/monitorus.md, "Actions"). */
final class MaintenanceReader {

  private static final int MOST_TASKS = 1_000;
  private static final int MOST_NAME = 255;
  private static final int LONGEST = 44_640;
  private static final int LONGEST_REPEATED = 1_440;
  private static final String UTC = "UTC";
  private static final String ONCE = "none";
  private static final String WEEKLY = "weekly";
  private static final Pattern LOCAL = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:]{5}");
  private static final Map<String, DayOfWeek> WEEKDAYS = weekdays();

  private final TaskDirectory tasks;

  MaintenanceReader(TaskDirectory tasks) {
    this.tasks = tasks;
  }

  private static Map<String, DayOfWeek> weekdays() {
    Map<String, DayOfWeek> words = new LinkedHashMap<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      words.put(word(day), day);
    }
    return words;
  }

  static String word(DayOfWeek day) {
    return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
  }

  /** The tasks, in the order sent; whatever is wrong with them is in the inputs. */
  List<TargetId> tasks(Inputs inputs, AccountId account, boolean required) {
    Sent<List<Long>> sent = inputs.readList("ids", TaskRules.ids(MOST_TASKS));
    if (required) {
      inputs.required("ids", sent);
    }
    List<TargetId> ids = sent.or(List.of(), List.of()).stream().map(TargetId::new).toList();
    List<TargetId> own = tasks.some(account, ids).stream().map(Task::id).toList();
    ids.stream()
        .filter(id -> !own.contains(id))
        .forEach(id -> inputs.add(Fault.unknown("id", "ids", id.value())));
    return ids;
  }

  /** The owner's name for it; null: none. */
  @Nullable String name(Inputs inputs) {
    return inputs.read("name", TaskRules.line(MOST_NAME)).orNone(null);
  }

  /** A start as it was sent: by the clock of a zone that is sent too, or exactly. */
  private sealed interface Start {

    record Local(LocalDateTime at) implements Start {}

    record Exact(Instant at) implements Start {}
  }

  /** When it is; may be taken when the call has no fault. */
  Supplier<Window> window(Inputs inputs, Instant now) {
    Supplier<Start> start = inputs.required("start", MaintenanceReader::start);
    ZoneId zone = ZoneId.of(inputs.read("zone", Rules.zone()).or(UTC, UTC));
    String repeat =
        inputs.read("repeat", Rules.oneOf(ONCE, "daily", WEEKLY, "monthly")).or(ONCE, ONCE);
    Supplier<Integer> minutes =
        inputs.required(
            "duration",
            Rules.integer(1, repeat.equals(ONCE) ? LONGEST : LONGEST_REPEATED, " minutes"));
    Sent<Set<DayOfWeek>> weekdays = inputs.readList("weekdays", MaintenanceReader::days);
    if (weekdays instanceof Sent.Value<Set<DayOfWeek>> && !repeat.equals(WEEKLY)) {
      inputs.add(
          new Fault(
              "weekdays_not_allowed",
              "weekdays",
              "weekdays is sent; only a weekly maintenance has any."));
    }
    Supplier<Window> window =
        () -> window(start.get(), zone, Duration.ofMinutes(minutes.get()), repeat, weekdays);
    if (inputs.good("start", "zone", "duration", "repeat", "weekdays")
        && window.get().from(now).isEmpty()) {
      inputs.refuse("start", text(window.get()), "starts of maintenances that are not over");
    }
    return window;
  }

  private static String text(Window window) {
    return window.first().toString().replace('T', ' ');
  }

  private static Window window(
      Start start, ZoneId zone, Duration length, String repeat, Sent<Set<DayOfWeek>> weekdays) {
    LocalDateTime first =
        switch (start) {
          case Start.Local(LocalDateTime at) -> at;
          case Start.Exact(Instant at) -> LocalDateTime.ofInstant(at, zone);
        };
    Recurrence recurrence =
        switch (repeat) {
          case "daily" -> new Recurrence.Daily();
          case WEEKLY -> {
            Set<DayOfWeek> own = Set.of(first.getDayOfWeek());
            yield new Recurrence.Weekly(weekdays.or(own, own));
          }
          case "monthly" -> new Recurrence.Monthly();
          default -> new Recurrence.Once();
        };
    return switch (start) {
      case Start.Local _ -> Window.at(first, zone, length, recurrence);
      case Start.Exact(Instant at) -> new Window(at, first, zone, length, recurrence);
    };
  }

  private static Reading<Start> start(String text) {
    if (TaskRules.second().read(text) instanceof Reading.Good<Instant>(Instant at)) {
      return new Reading.Good<>(new Start.Exact(at.truncatedTo(ChronoUnit.MINUTES)));
    }
    return local(text)
        .<Reading<Start>>map(at -> new Reading.Good<>(new Start.Local(at)))
        .orElseGet(() ->
            new Reading.Bad<>(text, "times like 2026-11-29 02:30 in the zone, or unix seconds"));
  }

  private static Optional<LocalDateTime> local(String text) {
    if (!LOCAL.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDateTime.parse(text.replace(' ', 'T')));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Reading<Set<DayOfWeek>> days(String text) {
    List<DayOfWeek> days = new ArrayList<>();
    Rule<DayOfWeek> rule = Rules.oneOf(WEEKDAYS);
    for (String part : text.split(",", -1)) {
      switch (rule.read(part.strip())) {
        case Reading.Good<DayOfWeek>(DayOfWeek day) -> days.add(day);
        case Reading.Bad<DayOfWeek>(String bad, String allowed) -> {
          return new Reading.Bad<>(bad, allowed);
        }
      }
    }
    return new Reading.Good<>(Set.copyOf(days));
  }
}
