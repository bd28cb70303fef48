package io.iplive.gateway.api.task;

import io.iplive.gateway.account.AccountDirectory.Login;
import io.iplive.gateway.account.Plain;
import io.iplive.gateway.action.Action;
import io.iplive.gateway.action.ActionCall;
import io.iplive.gateway.action.Actions;
import io.iplive.gateway.action.CallParams;
import io.iplive.gateway.action.CallParams.Param;
import io.iplive.gateway.action.Caller;
import io.iplive.gateway.action.Fault;
import io.iplive.gateway.action.Inputs;
import io.iplive.gateway.action.Result;
import io.iplive.gateway.api.Credentials;
import io.iplive.gateway.api.SourceAddresses;
import io.iplive.gateway.api.body.UnhandledException;
import io.iplive.gateway.api.task.Doorkeeper.Entry;
import io.iplive.gateway.api.task.Doorkeeper.Shown;
import io.iplive.gateway.explain.TraceLog;
import io.iplive.gateway.journal.JournalUnavailableException;
import io.iplive.gateway.login.PasswordsBusyException;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** The task API (contracts/monitorus.md): rate limit, login, action, then its parameters. */
@RestController
final class TaskApiController {

  private static final Logger LOG = LoggerFactory.getLogger(TaskApiController.class);

  /** In what a call is answered, once its parameters are read. */
  private static final String FORMAT = TaskAnswers.class.getName();

  private final Actions actions;
  private final Doorkeeper door;
  private final boolean allowGetPassword;
  private final SourceAddresses sources;
  private final MeterRegistry meters;
  private final Clock clock;

  /**
   * The controller.
   *
   * @param allowGetPassword whether a password may stand in an address, as the seed's callers do
   */
  TaskApiController(
      Actions actions,
      Doorkeeper door,
      SourceAddresses sources,
      boolean allowGetPassword,
      MeterRegistry meters,
      Clock clock) {
    this.actions = actions;
    this.door = door;
    this.sources = sources;
    this.allowGetPassword = allowGetPassword;
    this.meters = meters;
    this.clock = clock;
  }

  @RequestMapping(
      path = {"/api", "/api/"},
      method = {RequestMethod.GET, RequestMethod.POST})
  ResponseEntity<byte[]> call(HttpServletRequest request) throws IOException {
    TaskRequest read = TaskRequest.read(request);
    CallParams params = read.params();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    TaskAnswers format = format(params).orElse(TaskAnswers.JSON);
    request.setAttribute(FORMAT, format);
    Inputs inputs = new Inputs(params);
    Result result =
        switch (door.enter(sources.of(request), shown(request, read), now)) {
          case Entry.Granted(Login login) -> perform(login, params, inputs, now);
          case Entry.Wrong() -> Result.refused(wrong(read));
          case Entry.Locked(Duration left) -> Result.refused(locked(left));
        };
    count(params, result);
    return format.send(HttpStatus.OK, result, inputs.ignored());
  }

  private Result perform(Login login, CallParams params, Inputs inputs, Instant now) {
    String name = params.text("action");
    Optional<Action> action = Optional.ofNullable(name).map(String::strip).flatMap(actions::named);
    if (action.isEmpty()) {
      return Result.refused(unknown(params, name));
    }
    if (format(params).isEmpty()) {
      inputs.add(wrongFormat(params));
    }
    Caller caller = new Caller(login.account(), login.name(), login.standing(), login.test());
    return action.get().perform(new ActionCall(caller, inputs, now));
  }

  private static Optional<TaskAnswers> format(CallParams params) {
    if (!params.params().containsKey("format")) {
      return Optional.of(TaskAnswers.JSON);
    }
    String wanted = params.text("format");
    return switch (wanted == null ? "?" : wanted.strip().toLowerCase(Locale.ROOT)) {
      case "", "json" -> Optional.of(TaskAnswers.JSON);
      case "xml" -> Optional.of(TaskAnswers.XML);
      default -> Optional.empty();
    };
  }

  private static Fault wrongFormat(CallParams params) {
    return switch (params.params().get("format")) {
      case Param.One(String wanted) -> Fault.invalid("format", wanted, "json, xml");
      case Param.Truth(String word) -> Fault.invalid("format", word, "json, xml");
      case Param.Repeated _, Param.Many _ -> Fault.repeated("format");
      case Param.Garbled() -> Fault.garbled("format", params.charset());
      case null -> throw new IllegalStateException("No format is a right one");
    };
  }

  private Shown shown(HttpServletRequest request, TaskRequest read) {
    Optional<String> token = Credentials.bearer(request);
    if (token.isPresent()) {
      return new Shown.Token(token.get());
    }
    String user = read.params().text("user");
    String password = read.params().text("password");
    boolean banned = read.queryPassword() && !allowGetPassword;
    if (banned || user == null || user.isBlank() || password == null || password.isEmpty()) {
      return new Shown.Nothing();
    }
    return new Shown.Password(user.strip(), new Plain(password));
  }

  private Fault wrong(TaskRequest read) {
    return read.queryPassword() && !allowGetPassword
        ? new Fault(
            "auth_failed", null, "The password stands in the address; send it in a POST's body.")
        : new Fault("auth_failed", null, "User or password is wrong.");
  }

  private static Fault locked(Duration left) {
    return new Fault(
        "too_many_attempts",
        null,
        "There were too many wrong passwords; the next one is looked at in %d seconds."
            .formatted(left.toSeconds() + 1));
  }

  private static Fault unknown(CallParams params, @Nullable String name) {
    return switch (params.params().get("action")) {
      case Param.Repeated _, Param.Many _ -> Fault.repeated("action");
      case Param.Garbled _ -> Fault.garbled("action", params.charset());
      case null, default -> {
        String text =
            name == null || name.isBlank()
                ? "action is missing; it is required."
                : "There is no action %s.".formatted(name.length() > 100 ? "of that length" : name);
        yield new Fault("action_unknown", "action", text);
      }
    };
  }

  private void count(CallParams params, Result result) {
    String name = params.text("action");
    String code =
        switch (result) {
          case Result.Done _ -> "ok";
          case Result.Refused(List<Fault> faults) -> faults.getFirst().code();
        };
    String call = name != null && actions.names().contains(name) ? name : "other";
    meters.counter("iplive.gateway.calls", "call", call, "code", code).increment();
  }

  @ExceptionHandler
  ResponseEntity<byte[]> unhandled(UnhandledException e, HttpServletRequest request) {
    String sentence = String.valueOf(e.getMessage());
    HttpHeaders headers = new HttpHeaders();
    if (e.retryAfter() != null) {
      headers.set(HttpHeaders.RETRY_AFTER, Long.toString(e.retryAfter().toSeconds()));
    }
    Fault fault = new Fault("not_handled", null, "Not handled: " + sentence + ".");
    return answers(request).send(e.status(), fault, headers);
  }

  @ExceptionHandler({
    JournalUnavailableException.class,
    PasswordsBusyException.class,
    TraceLog.UnavailableException.class
  })
  ResponseEntity<byte[]> unavailable(RuntimeException e, HttpServletRequest request) {
    LOG.warn("A call of the task API is answered 503", e);
    HttpHeaders headers = new HttpHeaders();
    headers.set(HttpHeaders.RETRY_AFTER, "2");
    Fault fault = new Fault("unavailable", null, "Try again in a moment.");
    return answers(request).send(HttpStatus.SERVICE_UNAVAILABLE, fault, headers);
  }

  @ExceptionHandler
  ResponseEntity<byte[]> failed(RuntimeException e, HttpServletRequest request) {
    String id = UUID.randomUUID().toString();
    LOG.error("Error {} in the task API", id, e);
    Fault fault = new Fault("unknown_error", null, "Unknown error " + id + ".");
    return answers(request).send(HttpStatus.OK, fault, new HttpHeaders());
  }

  /** As the call asked for; of one whose body was not read, its address is asked. */
  private static TaskAnswers answers(HttpServletRequest request) {
    return request.getAttribute(FORMAT) instanceof TaskAnswers format
        ? format
        : format(TaskRequest.query(request)).orElse(TaskAnswers.JSON);
  }
}
