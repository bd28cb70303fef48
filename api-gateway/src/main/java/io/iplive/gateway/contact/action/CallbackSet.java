package io.iplive.gateway.contact.action;

import io.iplive.gateway.account.Account;
import io.iplive.gateway.account.AccountCommand.RotateCallbackSecret;
import io.iplive.gateway.account.AccountCommand.SetApp;
import io.iplive.gateway.account.AccountDirectory;
import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.AccountJournal;
import io.iplive.gateway.account.App;
import io.iplive.gateway.account.Plain;
import io.iplive.gateway.account.SecretBox;
import io.iplive.gateway.action.Action;
import io.iplive.gateway.action.ActionCall;
import io.iplive.gateway.action.Answer;
import io.iplive.gateway.action.Fault;
import io.iplive.gateway.action.Inputs;
import io.iplive.gateway.action.Result;
import io.iplive.gateway.call.Rules;
import io.iplive.gateway.call.Sent;
import io.iplive.gateway.call.WebRules;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code callback_set}: where an app of the iplive API is called back, and how. */
public final class CallbackSet implements Action {

  private static final Map<String, App.Mode> MODES =
      Map.of("every_round", App.Mode.EVERY_ROUND, "on_change", App.Mode.ON_CHANGE);
  private static final Map<String, App.Inconclusive> INCONCLUSIVE =
      Map.of("omit", App.Inconclusive.OMIT, "include", App.Inconclusive.INCLUDE);

  private final AccountDirectory accounts;
  private final AccountJournal journal;
  private final SecretBox secrets;
  private final Predicate<InetAddress> permitted;

  public CallbackSet(
      AccountDirectory accounts,
      AccountJournal journal,
      SecretBox secrets,
      Predicate<InetAddress> permitted) {
    this.accounts = accounts;
    this.journal = journal;
    this.secrets = secrets;
    this.permitted = permitted;
  }

  /**
   * What it answers.
   *
   * @param secret null: it is the one it was
   */
  private record Set(
      String app, @Nullable String url, String mode, String inconclusive, @Nullable String secret)
      implements Answer {}

  @Override
  public String name() {
    return "callback_set";
  }

  @Override
  public Result perform(ActionCall call) {
    Inputs inputs = call.inputs();
    AccountId account = call.caller().account();
    Supplier<String> name = inputs.required("app", Rules.text());
    Sent<String> url = inputs.read("url", WebRules.receiver(permitted));
    Sent<String> secret = inputs.read("secret", WebRules.headerValue(255));
    Sent<App.Mode> mode = inputs.read("mode", Rules.oneOf(MODES));
    Sent<App.Inconclusive> inconclusive = inputs.read("inconclusive", Rules.oneOf(INCONCLUSIVE));
    Optional<App> app =
        inputs.good("app") ? app(accounts.whole(account), name.get()) : Optional.empty();
    if (inputs.good("app") && app.isEmpty()) {
      inputs.add(
          new Fault(
              "app_unknown",
              "app",
              "app is %s; this account has no such one.".formatted(name.get())));
    }
    return inputs.answer(() -> {
      App known = app.orElseThrow();
      journal.execute(
          account, new SetApp(known.id(), url, mode, inconclusive, new Sent.Absent<>()), call.at());
      String fresh = rotated(call, known, secret);
      App after = app(accounts.whole(account), name.get()).orElseThrow();
      return new Result.Done(
          new Set(
              after.name(),
              after.callbackUrl(),
              after.mode().name().toLowerCase(Locale.ROOT),
              after.inconclusive().name().toLowerCase(Locale.ROOT),
              fresh));
    });
  }

  private @Nullable String rotated(ActionCall call, App app, Sent<String> sent) {
    String secret =
        switch (sent) {
          case Sent.Absent<String>() -> null;
          case Sent.Blank<String>() -> secrets.generate();
          case Sent.Value<String>(String given) -> given;
        };
    if (secret != null) {
      var newest = app.callbackSecrets().isEmpty() ? null : app.callbackSecrets().getFirst();
      var sealed = secrets.seal(new Plain(secret), newest);
      if (!sealed.equals(newest)) {
        journal.execute(
            call.caller().account(), new RotateCallbackSecret(app.id(), sealed), call.at());
      }
    }
    return secret;
  }

  private static Optional<App> app(Optional<Account> account, String name) {
    return account.stream()
        .flatMap(whole -> whole.apps().stream())
        .filter(app -> app.name().equals(name))
        .findFirst();
  }
}
