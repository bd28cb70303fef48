package io.iplive.gateway.account;

import io.iplive.gateway.account.Standing.Reason;
import io.iplive.gateway.call.Sent;
import java.util.List;

/** What operators, the account itself and the ledger may ask for. */
public sealed interface AccountCommand {

  /** Change how it appears. */
  record SetProfile(
      Sent<String> userAgent,
      Sent<Boolean> test,
      Sent<String> senderAddress,
      Sent<String> senderName,
      Sent<String> replyTo,
      Sent<String> smsSender)
      implements AccountCommand {}

  /** Replace its own texts. */
  record SetTemplates(List<Template> templates) implements AccountCommand {}

  /** Change what an app's callbacks are and who may use its tokens. */
  record SetApp(
      AppId app,
      Sent<String> callback,
      Sent<App.Mode> mode,
      Sent<App.Inconclusive> inconclusive,
      Sent<List<String>> allowed)
      implements AccountCommand {}

  /** A new token beside the newest one. */
  record RotateToken(AppId app, SecretHash token) implements AccountCommand {}

  /** A new signing secret beside the newest one. */
  record RotateCallbackSecret(AppId app, Ciphertext secret) implements AccountCommand {}

  /** Another password, at once. */
  record SetPassword(PasswordHash password) implements AccountCommand {}

  /** The same password, hashed better; only if nobody set another one meanwhile. */
  record Rehash(PasswordHash known, PasswordHash better) implements AccountCommand {}

  /** Let its monitors rest. */
  record Suspend(Reason reason) implements AccountCommand {}

  /** Let them run again, if this is why they rest. */
  record Resume(Reason reason) implements AccountCommand {}

  /** End it. */
  record Delete() implements AccountCommand {}
}
