package io.iplive.gateway.api.account;

import io.iplive.gateway.account.Account;
import io.iplive.gateway.account.AccountCommand;
import io.iplive.gateway.account.AccountCommand.Resume;
import io.iplive.gateway.account.AccountCommand.Suspend;
import io.iplive.gateway.account.AccountDirectory;
import io.iplive.gateway.account.AccountJournal;
import io.iplive.gateway.account.App;
import io.iplive.gateway.account.Standing.Reason;
import io.iplive.gateway.action.Inputs;
import io.iplive.gateway.api.OperatorAnswers;
import io.iplive.gateway.api.OperatorCalls;
import io.iplive.gateway.api.OperatorRefusedException;
import io.iplive.gateway.call.Rules;
import io.iplive.gateway.contact.ContactTests;
import io.iplive.gateway.ending.AccountEnding;
import io.iplive.gateway.monitor.GroupsOfAccount;
import io.iplive.gateway.task.Task;
import io.iplive.gateway.task.TasksOfAccount;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.function.Predicate;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What operators do with an account that is there. */
@RestController
final class AccountsController {

  private final AccountDirectory directory;
  private final AccountJournal journal;
  private final TasksOfAccount tasks;
  private final GroupsOfAccount groups;
  private final AccountEnding ending;
  private final ContactTests tests;
  private final Predicate<InetAddress> permitted;
  private final OperatorCalls calls;
  private final Clock clock;

  AccountsController(
      AccountDirectory directory,
      AccountJournal journal,
      TasksOfAccount tasks,
      GroupsOfAccount groups,
      AccountEnding ending,
      ContactTests tests,
      Predicate<InetAddress> permitted,
      OperatorCalls calls,
      Clock clock) {
    this.directory = directory;
    this.journal = journal;
    this.tasks = tasks;
    this.groups = groups;
    this.ending = ending;
    this.tests = tests;
    this.permitted = permitted;
    this.calls = calls;
    this.clock = clock;
  }

  @GetMapping("/operator/accounts")
  ResponseEntity<byte[]> list(HttpServletRequest request) {
    calls.authorise(request);
    return OperatorAnswers.ok(directory.all().stream().map(AccountViews::of).toList());
  }

  @GetMapping("/operator/accounts/{name}")
  ResponseEntity<byte[]> show(HttpServletRequest request, @PathVariable String name) {
    calls.authorise(request);
    return OperatorAnswers.ok(AccountViews.of(account(name)));
  }

  @PostMapping("/operator/accounts/{name}")
  ResponseEntity<byte[]> set(HttpServletRequest request, @PathVariable String name)
      throws IOException {
    calls.authorise(request);
    Account account = account(name);
    Inputs inputs = OperatorInputs.read(request);
    App app = app(account, inputs);
    AccountCommand profile = AccountForms.profile(inputs);
    AccountCommand callbacks = AccountForms.app(inputs, app.id(), permitted);
    OperatorInputs.check(inputs);
    journal.execute(account.id(), callbacks, now());
    Account after = journal.execute(account.id(), profile, now()).orElseThrow();
    String agent = after.profile().userAgent();
    if (!Objects.equals(agent, account.profile().userAgent())) {
      tasks.reagent(account.id(), agent == null ? Task.PRESET_AGENT : agent, now());
      groups.reagent(account.id(), agent, now());
    }
    return OperatorAnswers.ok(AccountViews.of(after));
  }

  @PostMapping("/operator/accounts/{name}/suspend")
  ResponseEntity<byte[]> suspend(HttpServletRequest request, @PathVariable String name) {
    calls.authorise(request);
    return done(account(name), new Suspend(Reason.OPERATOR));
  }

  @PostMapping("/operator/accounts/{name}/resume")
  ResponseEntity<byte[]> resume(HttpServletRequest request, @PathVariable String name) {
    calls.authorise(request);
    return done(account(name), new Resume(Reason.OPERATOR));
  }

  @PostMapping("/operator/accounts/{name}/delete")
  ResponseEntity<byte[]> delete(HttpServletRequest request, @PathVariable String name) {
    calls.authorise(request);
    return OperatorAnswers.ok(ending.end(account(name), now()));
  }

  @PostMapping("/operator/accounts/{name}/test-callback")
  ResponseEntity<byte[]> testCallback(HttpServletRequest request, @PathVariable String name)
      throws IOException {
    calls.authorise(request);
    Inputs inputs = OperatorInputs.read(request);
    App app = app(account(name), inputs);
    OperatorInputs.check(inputs);
    if (app.callbackUrl() == null) {
      throw new OperatorRefusedException(
          HttpStatus.BAD_REQUEST, "app is '%s'; it has no callback address".formatted(app.name()));
    }
    return tests
        .callback(app.id())
        .map(OperatorAnswers::ok)
        .orElseThrow(() ->
            new OperatorRefusedException(
                HttpStatus.SERVICE_UNAVAILABLE, "The notifier did not send the test"));
  }

  /** The app that is named, or else the account's first. */
  static App app(Account account, Inputs inputs) {
    String wanted = inputs.read("app", Rules.text()).orNone(null);
    return account.apps().stream()
        .filter(app -> wanted == null || app.name().equals(wanted))
        .findFirst()
        .orElseThrow(
            () -> OperatorCalls.refused("app", String.valueOf(wanted), "an app of this account"));
  }

  private ResponseEntity<byte[]> done(Account account, AccountCommand command) {
    Account after = journal.execute(account.id(), command, now()).orElseThrow();
    return OperatorAnswers.ok(AccountViews.of(after));
  }

  private Account account(String name) {
    return directory
        .whole(name)
        .orElseThrow(() ->
            new OperatorRefusedException(
                HttpStatus.NOT_FOUND, "There is no account '%s'".formatted(name)));
  }

  /** To the millisecond, as events have it. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
