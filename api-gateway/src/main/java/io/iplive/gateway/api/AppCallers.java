package io.iplive.gateway.api;

import io.iplive.gateway.account.AccountDirectory;
import io.iplive.gateway.account.AccountDirectory.Access;
import io.iplive.gateway.account.SecretHash;
import io.iplive.gateway.address.IpAddress;
import io.iplive.gateway.address.Network;
import io.iplive.gateway.api.body.RefusedException;
import io.iplive.gateway.call.Params;
import io.iplive.gateway.call.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who calls in the name of an app. */
final class AppCallers {

  private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

  private final AccountDirectory accounts;
  private final SourceAddresses sources;

  AppCallers(AccountDirectory accounts, SourceAddresses sources) {
    this.accounts = accounts;
    this.sources = sources;
  }

  /** Name present, then token; an unknown name and a wrong token are one answer. */
  Access access(HttpServletRequest request, Params params, List<String> required) {
    Optional<String> name = params.text("app_name");
    if (name.isEmpty()) {
      throw new RefusedException(new Refusal.Lack(params.missing(required)));
    }
    if (CONTROL.matcher(name.get()).find()) {
      throw new RefusedException(new Refusal.WrongToken()); // No app is called that.
    }
    return Credentials.token(request, params)
        .flatMap(token -> accounts.app(name.get(), SecretHash.of(token)))
        .filter(access -> mayCome(access, request))
        .orElseThrow(() -> new RefusedException(new Refusal.WrongToken()));
  }

  /** From elsewhere a token is as wrong as any other: a thief learns nothing. */
  private boolean mayCome(Access access, HttpServletRequest request) {
    return access.allowed().isEmpty()
        || IpAddress.parse(sources.of(request))
            .filter(source -> Network.anyContains(access.allowed(), source))
            .isPresent();
  }

  /** As {@link #access}, for calls that make no sense unless results can be delivered. */
  Access reachable(HttpServletRequest request, Params params, List<String> required) {
    Access access = access(request, params, required);
    if (!access.hasCallback()) {
      throw new RefusedException(new Refusal.NoCallback());
    }
    return access;
  }
}
