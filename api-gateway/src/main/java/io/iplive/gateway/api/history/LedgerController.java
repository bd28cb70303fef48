package io.iplive.gateway.api.history;

import io.iplive.gateway.account.AccountDirectory;
import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.api.OperatorAnswers;
import io.iplive.gateway.api.OperatorCalls;
import io.iplive.gateway.api.OperatorRefusedException;
import io.iplive.gateway.call.Params;
import io.iplive.gateway.call.Rule;
import io.iplive.gateway.call.Rule.Reading;
import io.iplive.gateway.ledger.Ledger;
import io.iplive.gateway.ledger.Money;
import io.iplive.gateway.ledger.Purse;
import io.iplive.gateway.ledger.Terms;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Payments and prices of an account. */
@RestController
final class LedgerController {

  private final AccountDirectory directory;
  private final Ledger ledger;
  private final OperatorCalls calls;
  private final Clock clock;

  LedgerController(AccountDirectory directory, Ledger ledger, OperatorCalls calls, Clock clock) {
    this.directory = directory;
    this.ledger = ledger;
    this.calls = calls;
    this.clock = clock;
  }

  private record Shown(
      String account, String balance, String currency, String check, String sms, String lowMark) {}

  @GetMapping("/operator/accounts/{name}/balance")
  ResponseEntity<byte[]> show(HttpServletRequest request, @PathVariable String name) {
    calls.authorise(request);
    return shown(name, account(name));
  }

  /** Enters a payment; the same {@code id} again enters nothing, so that a call may be repeated. */
  @PostMapping("/operator/accounts/{name}/topup")
  ResponseEntity<byte[]> topUp(HttpServletRequest request, @PathVariable String name)
      throws IOException {
    Params params = calls.params(request);
    AccountId account = account(name);
    Money amount = OperatorCalls.required(params, "amount", LedgerController::amount);
    String given = OperatorCalls.optional(params, "id", LedgerController::id);
    String id = given == null ? UUID.randomUUID().toString() : given;
    if (ledger.topUp(account, id, amount, now()).isEmpty()) {
      throw new OperatorRefusedException(
          HttpStatus.CONFLICT, "id is '%s', which paid another amount".formatted(id));
    }
    return shown(name, account);
  }

  /** Sets prices from now on; what is not sent stays. */
  @PostMapping("/operator/accounts/{name}/prices")
  ResponseEntity<byte[]> price(HttpServletRequest request, @PathVariable String name)
      throws IOException {
    Params params = calls.params(request);
    AccountId account = account(name);
    Money check = OperatorCalls.optional(params, "check", LedgerController::price);
    Money sms = OperatorCalls.optional(params, "sms", LedgerController::price);
    Money lowMark = OperatorCalls.optional(params, "low_mark", LedgerController::price);
    String currency = OperatorCalls.optional(params, "currency", LedgerController::currency);
    Terms terms = ledger.terms(account);
    ledger.set(
        account,
        new Terms(
            check == null ? terms.check() : check,
            sms == null ? terms.sms() : sms,
            currency == null ? terms.currency() : currency,
            lowMark == null ? terms.lowMark() : lowMark),
        now());
    return shown(name, account);
  }

  private ResponseEntity<byte[]> shown(String name, AccountId account) {
    Terms terms = ledger.terms(account);
    return OperatorAnswers.ok(
        new Shown(
            name,
            ledger.purse(account).map(Purse::balance).orElse(Money.ZERO).text(),
            terms.currency(),
            terms.check().text(),
            terms.sms().text(),
            terms.lowMark().text()));
  }

  private static Reading<Money> amount(String text) {
    return Money.parse(text)
        .<Reading<Money>>map(Reading.Good::new)
        .orElseGet(() -> new Reading.Bad<>(text, "a decimal with at most six places"));
  }

  private static Reading<Money> price(String text) {
    Rule<Money> rule = LedgerController::amount;
    return rule.then(price ->
            price.compareTo(Money.ZERO) >= 0
                ? new Reading.Good<>(price)
                : new Reading.Bad<Money>(text, "0 or more"))
        .read(text);
  }

  private static Reading<String> currency(String text) {
    return text.matches("[A-Z]{3}")
        ? new Reading.Good<>(text)
        : new Reading.Bad<>(text, "three capital letters");
  }

  private static Reading<String> id(String text) {
    return text.matches("[\\x21-\\x7e]{1,100}")
        ? new Reading.Good<>(text)
        : new Reading.Bad<>(text, "up to 100 visible ASCII characters");
  }

  private AccountId account(String name) {
    return directory
        .account(name)
        .orElseThrow(() ->
            new OperatorRefusedException(
                HttpStatus.NOT_FOUND, "There is no account '%s'".formatted(name)));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
