package io.iplive.gateway.api.account;

import io.iplive.gateway.account.Account;
import io.iplive.gateway.account.App;
import io.iplive.gateway.account.Profile;
import io.iplive.gateway.account.Standing;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Accounts as operators see them; no secret and no hash is in them. */
final class AccountViews {

  private AccountViews() {}

  record AccountView(
      long accountId,
      String name,
      String state,
      @Nullable String suspendedFor,
      boolean test,
      @Nullable String userAgent,
      @Nullable String senderAddress,
      @Nullable String senderName,
      @Nullable String replyTo,
      @Nullable String smsSender,
      int templates,
      List<AppView> apps) {}

  record AppView(
      long appId,
      String appName,
      @Nullable String callback,
      String mode,
      String inconclusive,
      List<String> allowed,
      int tokens,
      int callbackSecrets) {}

  static AccountView of(Account account) {
    Profile profile = account.profile();
    return new AccountView(
        account.id().value(),
        account.name(),
        switch (account.standing()) {
          case Standing.Active() -> "active";
          case Standing.Suspended _ -> "suspended";
          case Standing.Deleted() -> "deleted";
        },
        account.standing() instanceof Standing.Suspended(Standing.Reason reason)
            ? word(reason)
            : null,
        profile.test(),
        profile.userAgent(),
        profile.senderAddress(),
        profile.senderName(),
        profile.replyTo(),
        profile.smsSender(),
        profile.templates().size(),
        account.apps().stream().map(AccountViews::app).toList());
  }

  private static AppView app(App app) {
    return new AppView(
        app.id().value(),
        app.name(),
        app.callbackUrl(),
        word(app.mode()),
        word(app.inconclusive()),
        app.allowed(),
        app.tokens().size(),
        app.callbackSecrets().size());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
