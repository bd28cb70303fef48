package io.iplive.gateway.api;

import io.iplive.gateway.account.Account;
import io.iplive.gateway.account.AccountEvent.AccountCreated;
import io.iplive.gateway.account.AccountJournal;
import io.iplive.gateway.account.App;
import io.iplive.gateway.account.Plain;
import io.iplive.gateway.account.Profile;
import io.iplive.gateway.account.SecretBox;
import io.iplive.gateway.account.SecretHash;
import io.iplive.gateway.account.Standing;
import io.iplive.gateway.call.Params;
import io.iplive.gateway.call.Rule;
import io.iplive.gateway.call.WebRules;
import io.iplive.gateway.login.Passwords;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lets operators make accounts. Speaks JSON, not the envelope. */
@RestController
final class OperatorController {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private final AccountJournal accounts;
  private final Passwords passwords;
  private final SecretBox secrets;
  private final Predicate<InetAddress> permitted;
  private final OperatorCalls calls;
  private final Clock clock;

  OperatorController(
      AccountJournal accounts,
      Passwords passwords,
      SecretBox secrets,
      Predicate<InetAddress> permitted,
      OperatorCalls calls,
      Clock clock) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.secrets = secrets;
    this.permitted = permitted;
    this.calls = calls;
    this.clock = clock;
  }

  private record NewAccount(
      long accountId,
      long appId,
      String appName,
      String token,
      String user,
      String password,
      String callbackSecret) {}

  @PostMapping("/operator/accounts")
  ResponseEntity<byte[]> createAccount(HttpServletRequest request) throws IOException {
    Params params = calls.params(request);
    String name = OperatorCalls.required(params, "name", OperatorController::name);
    String callback = OperatorCalls.optional(params, "callback", WebRules.receiver(permitted));
    String token = secrets.generate();
    String password = secrets.generate();
    String callbackSecret = secrets.generate();
    App app =
        new App(
            accounts.nextApp(),
            name,
            callback,
            List.of(secrets.seal(new Plain(callbackSecret), null)),
            List.of(SecretHash.of(token)),
            App.Mode.EVERY_ROUND,
            App.Inconclusive.OMIT,
            List.of());
    Account account =
        new Account(
            accounts.nextAccount(),
            1,
            name,
            passwords.hash(new Plain(password)),
            new Standing.Active(),
            Profile.PRESET,
            List.of(app));
    if (!accounts.record(new AccountCreated(account), now())) {
      throw new OperatorRefusedException(
          HttpStatus.CONFLICT, "name is '%s'; allowed is one that is not taken".formatted(name));
    }
    return OperatorAnswers.ok(
        new NewAccount(
            account.id().value(), app.id().value(), name, token, name, password, callbackSecret));
  }

  private static Rule.Reading<String> name(String text) {
    return NAME.matcher(text).matches()
        ? new Rule.Reading.Good<>(text)
        : new Rule.Reading.Bad<>(
            text,
            "up to 64 letters, digits, dots, hyphens and underscores, a letter or digit first");
  }

  /** To the millisecond, as events have it. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
