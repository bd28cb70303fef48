package io.iplive.gateway.account;

import io.iplive.gateway.account.AccountCommand.Delete;
import io.iplive.gateway.account.AccountCommand.Rehash;
import io.iplive.gateway.account.AccountCommand.Resume;
import io.iplive.gateway.account.AccountCommand.RotateCallbackSecret;
import io.iplive.gateway.account.AccountCommand.RotateToken;
import io.iplive.gateway.account.AccountCommand.SetApp;
import io.iplive.gateway.account.AccountCommand.SetPassword;
import io.iplive.gateway.account.AccountCommand.SetProfile;
import io.iplive.gateway.account.AccountCommand.SetTemplates;
import io.iplive.gateway.account.AccountCommand.Suspend;
import io.iplive.gateway.account.AccountEvent.AccountChanged;
import io.iplive.gateway.account.AccountEvent.AccountDeleted;
import io.iplive.gateway.account.AccountEvent.AccountResumed;
import io.iplive.gateway.account.AccountEvent.AccountSuspended;
import io.iplive.gateway.account.AccountEvent.Part;
import io.iplive.gateway.account.Standing.Reason;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The rules of an account: what a command makes of it. */
public final class AccountDecider {

  /** The one in force and the one before it. */
  private static final int MOST_SECRETS = 2;

  private AccountDecider() {}

  /** What happens; empty when all is as asked for. A deleted account stays as it is. */
  public static Optional<AccountEvent> decide(AccountCommand command, Account current) {
    if (!current.live()) {
      return Optional.empty();
    }
    return switch (command) {
      case SetProfile set -> profile(current, changed(current.profile(), set));
      case SetTemplates(var templates) ->
          profile(current, withTemplates(current.profile(), templates));
      case SetApp set -> app(current, set.app(), app -> changed(app, set));
      case RotateToken(AppId id, SecretHash token) ->
          app(current, id, app -> withTokens(app, newest(token, app.tokens())));
      case RotateCallbackSecret(AppId id, Ciphertext secret) ->
          app(current, id, app -> withSecrets(app, newest(secret, app.callbackSecrets())));
      case SetPassword(PasswordHash password) -> password(current, password);
      case Rehash(PasswordHash known, PasswordHash better) ->
          current.password().equals(known) ? password(current, better) : Optional.empty();
      case Suspend(Reason reason) -> suspended(current, reason);
      case Resume(Reason reason) ->
          current.standing().equals(new Standing.Suspended(reason))
              ? Optional.of(new AccountResumed(standing(current, new Standing.Active())))
              : Optional.empty();
      case Delete() -> Optional.of(new AccountDeleted(standing(current, new Standing.Deleted())));
    };
  }

  /** An operator's word stands over the ledger's. */
  private static Optional<AccountEvent> suspended(Account current, Reason reason) {
    boolean rests =
        current.standing() instanceof Standing.Suspended(Reason already)
            && (already == reason || already == Reason.OPERATOR);
    return rests
        ? Optional.empty()
        : Optional.of(new AccountSuspended(standing(current, new Standing.Suspended(reason))));
  }

  private static Optional<AccountEvent> password(Account current, PasswordHash password) {
    return Optional.of(
        new AccountChanged(
            List.of(Part.PASSWORD),
            next(current, password, current.standing(), current.profile(), current.apps())));
  }

  private static Optional<AccountEvent> profile(Account current, Profile profile) {
    return profile.equals(current.profile())
        ? Optional.empty()
        : Optional.of(
            new AccountChanged(
                List.of(Part.PROFILE),
                next(current, current.password(), current.standing(), profile, current.apps())));
  }

  private static Optional<AccountEvent> app(Account current, AppId id, UnaryOperator<App> change) {
    List<App> apps =
        current.apps().stream().map(app -> app.id().equals(id) ? change.apply(app) : app).toList();
    return apps.equals(current.apps())
        ? Optional.empty()
        : Optional.of(
            new AccountChanged(
                List.of(Part.APPS),
                next(current, current.password(), current.standing(), current.profile(), apps)));
  }

  private static Account standing(Account current, Standing standing) {
    return next(current, current.password(), standing, current.profile(), current.apps());
  }

  private static Account next(
      Account current, PasswordHash password, Standing standing, Profile profile, List<App> apps) {
    return new Account(
        current.id(), current.version() + 1, current.name(), password, standing, profile, apps);
  }

  private static Profile changed(Profile before, SetProfile set) {
    return new Profile(
        set.userAgent().orNone(before.userAgent()),
        set.test().or(before.test(), false),
        set.senderAddress().orNone(before.senderAddress()),
        set.senderName().orNone(before.senderName()),
        set.replyTo().orNone(before.replyTo()),
        set.smsSender().orNone(before.smsSender()),
        before.templates());
  }

  private static Profile withTemplates(Profile before, List<Template> templates) {
    return new Profile(
        before.userAgent(),
        before.test(),
        before.senderAddress(),
        before.senderName(),
        before.replyTo(),
        before.smsSender(),
        List.copyOf(templates));
  }

  private static App changed(App before, SetApp set) {
    return new App(
        before.id(),
        before.name(),
        set.callback().orNone(before.callbackUrl()),
        before.callbackSecrets(),
        before.tokens(),
        set.mode().or(before.mode(), App.Mode.EVERY_ROUND),
        set.inconclusive().or(before.inconclusive(), App.Inconclusive.OMIT),
        set.allowed().or(before.allowed(), List.of()));
  }

  private static App withTokens(App app, List<SecretHash> tokens) {
    return new App(
        app.id(),
        app.name(),
        app.callbackUrl(),
        app.callbackSecrets(),
        tokens,
        app.mode(),
        app.inconclusive(),
        app.allowed());
  }

  private static App withSecrets(App app, List<Ciphertext> secrets) {
    return new App(
        app.id(),
        app.name(),
        app.callbackUrl(),
        secrets,
        app.tokens(),
        app.mode(),
        app.inconclusive(),
        app.allowed());
  }

  private static <T> List<T> newest(T fresh, List<T> before) {
    return Stream.concat(Stream.of(fresh), before.stream()).limit(MOST_SECRETS).toList();
  }
}
