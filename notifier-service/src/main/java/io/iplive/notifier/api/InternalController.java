package io.iplive.notifier.api;

import io.iplive.notifier.delivery.Answer;
import io.iplive.notifier.delivery.Journal;
import io.iplive.notifier.directory.Account;
import io.iplive.notifier.directory.Directory;
import io.iplive.notifier.directory.StoreUnavailableException;
import io.iplive.notifier.message.Message;
import io.iplive.notifier.routing.BalanceRouting;
import io.iplive.notifier.routing.DeadOutages;
import io.iplive.notifier.routing.OutageJournal;
import io.iplive.notifier.routing.OutageJournal.Position;
import io.iplive.notifier.sending.Hints;
import io.iplive.notifier.sending.Trials;
import io.iplive.notifier.sending.Trials.Tried;
import io.iplive.notifier.text.Composed;
import io.iplive.notifier.text.Medium;
import io.iplive.notifier.text.SmsParts;
import io.iplive.notifier.text.Texts;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** What gateway and operators ask: trials, previews, deliveries again, dead letters again. */
@RestController
public final class InternalController {

  private static final Logger LOG = LoggerFactory.getLogger(InternalController.class);

  private static final String AUTHORIZATION = "Authorization";

  private final OperatorAccess access;
  private final Directory directory;
  private final Journal journal;
  private final OutageJournal outages;
  private final DeadOutages deadOutages;
  private final Trials trials;
  private final Texts texts;
  private final Runnable recorded;

  /**
   * The controller.
   *
   * @param recorded called when the journal has something new
   */
  public InternalController(
      OperatorAccess access,
      Directory directory,
      Journal journal,
      OutageJournal outages,
      DeadOutages deadOutages,
      Trials trials,
      Texts texts,
      Runnable recorded) {
    this.access = access;
    this.directory = directory;
    this.journal = journal;
    this.outages = outages;
    this.deadOutages = deadOutages;
    this.trials = trials;
    this.texts = texts;
    this.recorded = recorded;
  }

  private record ContactTest(long contactId) {}

  private record CallbackTest(long appId) {}

  private record Outcome(
      boolean ok,
      @Nullable Integer answerCode,
      long latencyMs,
      @Nullable String body,
      @Nullable String hint) {}

  private record Redelivery(long accountId, long fromMs, long toMs, @Nullable Long contactId) {}

  private record Queued(int queued) {}

  private record Text(String subject, String text, String html, @Nullable Integer parts) {}

  private record Balance(long accountId, String event, String eventId, long atMs) {}

  private record DeadOutage(int partition, long offset, long monitorId) {}

  private record Redrive(int partition, long offset, @Nullable Boolean skip) {}

  private record Done(boolean ok) {}

  @PostMapping("/internal/contact-test")
  ResponseEntity<byte[]> testContact(
      @RequestHeader(name = AUTHORIZATION, required = false) @Nullable String authorization,
      @RequestBody byte[] body)
      throws InterruptedException {
    authorise(authorization);
    long contact = InternalAnswers.read(body, ContactTest.class).contactId();
    return outcome(trials.contact(contact), "No contact %d can be told".formatted(contact));
  }

  @PostMapping("/internal/callback-test")
  ResponseEntity<byte[]> testCallback(
      @RequestHeader(name = AUTHORIZATION, required = false) @Nullable String authorization,
      @RequestBody byte[] body)
      throws InterruptedException {
    authorise(authorization);
    long app = InternalAnswers.read(body, CallbackTest.class).appId();
    return outcome(trials.app(app), "No app %d is known".formatted(app));
  }

  private static ResponseEntity<byte[]> outcome(Optional<Tried> tried, String unknown) {
    if (tried.isEmpty()) {
      return InternalAnswers.fault(HttpStatus.NOT_FOUND, unknown);
    }
    Answer answer = tried.get().answer();
    return InternalAnswers.ok(
        new Outcome(
            tried.get().works(),
            code(answer),
            tried.get().latency().toMillis(),
            text(answer),
            tried.get().works() ? null : Hints.of(answer).orElse(null)));
  }

  private static @Nullable Integer code(Answer answer) {
    return switch (answer) {
      case Answer.Answered(int code, _) -> code;
      case Answer.Accepted(int code, _) -> code;
      case Answer.Refused(int code, _) -> code;
      case Answer.Deferred(int code, _, _) -> code;
      case Answer.Held(int code, _, _) -> code;
      case Answer.Failed _, Answer.Withheld _ -> null;
    };
  }

  private static @Nullable String text(Answer answer) {
    return switch (answer) {
      case Answer.Answered(_, String head) -> head;
      case Answer.Accepted(_, String text) -> text;
      case Answer.Refused(_, String text) -> text;
      case Answer.Deferred(_, String text, _) -> text;
      case Answer.Held(_, String text, _) -> text;
      case Answer.Failed(_, String text) -> text;
      case Answer.Withheld _ -> null;
    };
  }

  @PostMapping("/internal/redeliver")
  ResponseEntity<byte[]> redeliver(
      @RequestHeader(name = AUTHORIZATION, required = false) @Nullable String authorization,
      @RequestBody byte[] body) {
    authorise(authorization);
    Redelivery wanted = InternalAnswers.read(body, Redelivery.class);
    int queued =
        outages.redeliver(wanted.accountId(), wanted.fromMs(), wanted.toMs(), wanted.contactId());
    recorded.run();
    return InternalAnswers.ok(new Queued(queued));
  }

  @PostMapping("/internal/preview")
  ResponseEntity<byte[]> preview(
      @RequestHeader(name = AUTHORIZATION, required = false) @Nullable String authorization,
      @RequestBody byte[] body) {
    authorise(authorization);
    Preview wanted = InternalAnswers.read(body, Preview.class);
    Account account = directory.accounts(List.of(wanted.accountId())).get(wanted.accountId());
    Composed text =
        texts.compose(
            wanted.notice(account == null ? "" : account.name()),
            wanted.reader(),
            wanted.medium(),
            account == null ? List.of() : account.templates());
    Integer parts = wanted.medium() == Medium.SMS ? SmsParts.of(text.text()) : null;
    return InternalAnswers.ok(new Text(text.subject(), text.text(), text.html(), parts));
  }

  /** The ledger's notices; one of an id is told once, however often it is asked for. */
  @PostMapping("/internal/balance-notice")
  ResponseEntity<byte[]> tellBalance(
      @RequestHeader(name = AUTHORIZATION, required = false) @Nullable String authorization,
      @RequestBody byte[] body) {
    authorise(authorization);
    Balance wanted = InternalAnswers.read(body, Balance.class);
    long at = wanted.atMs() / 1000;
    Message message =
        switch (String.valueOf(wanted.event())) {
          case "BALANCE_LOW" -> new Message.BalanceLow(at);
          case "BALANCE_ZERO" -> new Message.BalanceZero(at);
          default ->
              throw new IllegalArgumentException(
                  "event is %s; allowed are BALANCE_LOW and BALANCE_ZERO"
                      .formatted(wanted.event()));
        };
    long account = wanted.accountId();
    var deliveries =
        BalanceRouting.deliveries(
            "balance:" + wanted.eventId(),
            message,
            directory.contactsOfAccounts(List.of(account)).getOrDefault(account, List.of()));
    if (deliveries.isEmpty()) {
      LOG.warn("Account {} has no contact that could be told of its balance", account);
    }
    journal.record(deliveries);
    recorded.run();
    return InternalAnswers.ok(new Queued(deliveries.size()));
  }

  @GetMapping("/internal/dead-outages")
  ResponseEntity<byte[]> deadOutages(
      @RequestHeader(name = AUTHORIZATION, required = false) @Nullable String authorization) {
    authorise(authorization);
    return InternalAnswers.ok(
        deadOutages.all().stream()
            .map(letter ->
                new DeadOutage(letter.at().partition(), letter.at().offset(), letter.monitorId()))
            .toList());
  }

  @PostMapping("/internal/redrive")
  ResponseEntity<byte[]> redrive(
      @RequestHeader(name = AUTHORIZATION, required = false) @Nullable String authorization,
      @RequestBody byte[] body) {
    authorise(authorization);
    Redrive wanted = InternalAnswers.read(body, Redrive.class);
    Position at = new Position(wanted.partition(), wanted.offset());
    if (Boolean.TRUE.equals(wanted.skip())) {
      deadOutages.skip(at);
    } else {
      deadOutages.redrive(at);
    }
    return InternalAnswers.ok(new Done(true));
  }

  private void authorise(@Nullable String authorization) {
    if (!access.allows(authorization)) {
      throw new SecurityException("The operator's token is not right");
    }
  }

  @ExceptionHandler(SecurityException.class)
  ResponseEntity<byte[]> refused(SecurityException e) {
    return InternalAnswers.fault(HttpStatus.UNAUTHORIZED, String.valueOf(e.getMessage()));
  }

  @ExceptionHandler(IllegalArgumentException.class)
  ResponseEntity<byte[]> wrong(IllegalArgumentException e) {
    return InternalAnswers.fault(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
  }

  @ExceptionHandler(StoreUnavailableException.class)
  ResponseEntity<byte[]> away(StoreUnavailableException e) {
    return InternalAnswers.fault(HttpStatus.SERVICE_UNAVAILABLE, String.valueOf(e.getMessage()));
  }
}
