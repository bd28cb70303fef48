package io.iplive.gateway.api.task;

import io.iplive.gateway.account.AccountCommand.Rehash;
import io.iplive.gateway.account.AccountDirectory;
import io.iplive.gateway.account.AccountDirectory.Bearer;
import io.iplive.gateway.account.AccountDirectory.Login;
import io.iplive.gateway.account.AccountJournal;
import io.iplive.gateway.account.PasswordHash;
import io.iplive.gateway.account.Plain;
import io.iplive.gateway.account.SecretHash;
import io.iplive.gateway.address.IpAddress;
import io.iplive.gateway.address.Network;
import io.iplive.gateway.login.KnownAddresses;
import io.iplive.gateway.login.LoginGuard;
import io.iplive.gateway.login.Passwords;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Lets callers of the task API in (contracts/monitorus.md, "Transport"). */
final class Doorkeeper {

  private static final Duration KNOWN_FOR = Duration.ofDays(30);
  private static final int LONGEST_USER = 64;

  /** Verified in vain for users that do not exist, so that time does not tell which do. */
  private static final PasswordHash NOBODY =
      new PasswordHash(
          "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGlzIGhlcmU"
              + "$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");

  private final AccountDirectory accounts;
  private final AccountJournal journal;
  private final Passwords passwords;
  private final KnownAddresses known;
  private final LoginGuard guard = new LoginGuard();
  private final VerifiedLogins verified = new VerifiedLogins();

  Doorkeeper(
      AccountDirectory accounts,
      AccountJournal journal,
      Passwords passwords,
      KnownAddresses known) {
    this.accounts = accounts;
    this.journal = journal;
    this.passwords = passwords;
    this.known = known;
  }

  /** What a caller knows. */
  sealed interface Shown {

    /** A token, in the header. */
    record Token(String token) implements Shown {}

    /** User and password. */
    record Password(String user, Plain password) implements Shown {}

    /** Nothing, or not all of it. */
    record Nothing() implements Shown {}
  }

  /** What comes of it. */
  sealed interface Entry {

    /** In. */
    record Granted(Login login) implements Entry {}

    /** Not known, or not so. */
    record Wrong() implements Entry {}

    /** Not even looked at. */
    record Locked(Duration left) implements Entry {}
  }

  Entry enter(String address, Shown shown, Instant now) {
    return switch (shown) {
      case Shown.Token(String token) ->
          accounts
              .bearer(SecretHash.of(token))
              .filter(bearer -> mayCome(bearer, address))
              .<Entry>map(bearer -> new Entry.Granted(bearer.login()))
              .orElseGet(Entry.Wrong::new);
      case Shown.Password(String user, Plain password) -> enter(address, user, password, now);
      case Shown.Nothing() -> new Entry.Wrong();
    };
  }

  private static boolean mayCome(Bearer bearer, String address) {
    return bearer.allowed().isEmpty()
        || IpAddress.parse(address)
            .filter(source -> Network.anyContains(bearer.allowed(), source))
            .isPresent();
  }

  private Entry enter(String address, String shown, Plain password, Instant now) {
    boolean possible =
        shown.length() <= LONGEST_USER && shown.chars().noneMatch(Character::isISOControl);
    String user = possible ? shown : "?";
    Optional<Login> login = accounts.login(user);
    Optional<Duration> lock = lock(address, user, login, now);
    if (lock.isPresent()) {
      return new Entry.Locked(lock.get());
    }
    if (login.isPresent() && verified.knows(login.get(), password, address, now)) {
      return new Entry.Granted(login.get());
    }
    PasswordHash hash = login.map(Login::password).orElse(NOBODY);
    if (!passwords.verify(password, hash) || login.isEmpty()) {
      guard.wrong(address, user, now);
      return new Entry.Wrong();
    }
    guard.right(address, user);
    known.seen(login.get().account(), address, now);
    verified.remember(renewed(login.get(), password, now), password, address, now);
    return new Entry.Granted(login.get());
  }

  /** Others' failures lock nobody out who logged in from the same address lately. */
  private Optional<Duration> lock(String address, String user, Optional<Login> login, Instant now) {
    Optional<Duration> own = guard.waitOfUser(address, user, now);
    if (own.isPresent()) {
      return own;
    }
    return guard
        .waitOfAddress(address, now)
        .filter(_ ->
            login
                .filter(entry -> known.knows(entry.account(), address, now.minus(KNOWN_FOR)))
                .isEmpty());
  }

  private Login renewed(Login login, Plain password, Instant now) {
    if (!passwords.outdated(login.password())) {
      return login;
    }
    PasswordHash better = passwords.hash(password);
    journal.execute(login.account(), new Rehash(login.password(), better), now);
    return new Login(login.account(), login.name(), better, login.standing(), login.test());
  }
}
