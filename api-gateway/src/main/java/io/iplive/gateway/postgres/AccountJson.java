package io.iplive.gateway.postgres;

import io.iplive.gateway.account.Account;
import io.iplive.gateway.account.AccountEvent;
import io.iplive.gateway.account.AccountEvent.AccountChanged;
import io.iplive.gateway.account.AccountEvent.AccountCreated;
import io.iplive.gateway.account.AccountEvent.AccountDeleted;
import io.iplive.gateway.account.AccountEvent.AccountResumed;
import io.iplive.gateway.account.AccountEvent.AccountSuspended;
import io.iplive.gateway.account.AccountEvent.Part;
import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.App;
import io.iplive.gateway.account.AppId;
import io.iplive.gateway.account.PasswordHash;
import io.iplive.gateway.account.Profile;
import io.iplive.gateway.account.Standing;
import io.iplive.gateway.account.Template;
import io.iplive.gateway.postgres.Payload.Sealed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events of accounts in the journal. What the first release did not store yet may be absent. */
public final class AccountJson {

  static final String PREFIX = "account.";

  private static final String CREATED = PREFIX + "created";
  private static final String CHANGED = PREFIX + "changed";
  private static final String SUSPENDED = PREFIX + "suspended";
  private static final String RESUMED = PREFIX + "resumed";
  private static final String DELETED = PREFIX + "deleted";

  private static final String ACTIVE = "ACTIVE";
  private static final String GONE = "DELETED";

  private AccountJson() {}

  private record Stored(@Nullable List<String> changed, Customer after) {}

  private record Customer(
      long accountId,
      String name,
      String passwordHash,
      List<Project> apps,
      @Nullable String standing,
      @Nullable Look profile) {}

  private record Look(
      @Nullable String userAgent,
      @Nullable Boolean test,
      @Nullable String senderAddress,
      @Nullable String senderName,
      @Nullable String replyTo,
      @Nullable String smsSender,
      @Nullable List<Notice> templates) {}

  private record Notice(
      String event,
      String codes,
      @Nullable String audience,
      String language,
      String channel,
      @Nullable String subject,
      String text,
      @Nullable String html) {}

  private record Project(
      long appId,
      String name,
      @Nullable String callbackUrl,
      List<Sealed> callbackSecrets,
      List<String> tokenHashes,
      @Nullable String mode,
      @Nullable String inconclusive,
      @Nullable List<String> allowed) {}

  static String kind(AccountEvent event) {
    return switch (event) {
      case AccountCreated _ -> CREATED;
      case AccountChanged _ -> CHANGED;
      case AccountSuspended _ -> SUSPENDED;
      case AccountResumed _ -> RESUMED;
      case AccountDeleted _ -> DELETED;
    };
  }

  static String write(AccountEvent event) {
    List<String> changed =
        event instanceof AccountChanged(List<Part> parts, Account _)
            ? parts.stream().map(Part::name).toList()
            : null;
    return Payload.write(new Stored(changed, customer(event.after())));
  }

  static AccountEvent read(String kind, long version, String payload) {
    Stored stored = Payload.read(payload, Stored.class);
    Account after = account(stored.after(), version);
    List<String> changed = stored.changed() == null ? List.of() : stored.changed();
    return switch (kind) {
      case CREATED -> new AccountCreated(after);
      case CHANGED -> new AccountChanged(changed.stream().map(Part::valueOf).toList(), after);
      case SUSPENDED -> new AccountSuspended(after);
      case RESUMED -> new AccountResumed(after);
      case DELETED -> new AccountDeleted(after);
      default -> throw new IllegalStateException("No event of an account is called " + kind);
    };
  }

  /** A definition of the read model: the payload's {@code after}. */
  static Account readDefinition(long version, String json) {
    return account(Payload.read(json, Customer.class), version);
  }

  static String standing(Standing standing) {
    return switch (standing) {
      case Standing.Active() -> ACTIVE;
      case Standing.Suspended(Standing.Reason reason) -> reason.name();
      case Standing.Deleted() -> GONE;
    };
  }

  /** How an account stands, by the word of the read model. */
  public static Standing standing(@Nullable String stored) {
    return switch (stored) {
      case null -> new Standing.Active();
      case ACTIVE -> new Standing.Active();
      case GONE -> new Standing.Deleted();
      default -> new Standing.Suspended(Standing.Reason.valueOf(stored));
    };
  }

  private static Customer customer(Account account) {
    return new Customer(
        account.id().value(),
        account.name(),
        account.password().text(),
        account.apps().stream().map(AccountJson::project).toList(),
        standing(account.standing()),
        look(account.profile()));
  }

  private static Account account(Customer stored, long version) {
    return new Account(
        new AccountId(stored.accountId()),
        version,
        stored.name(),
        new PasswordHash(stored.passwordHash()),
        standing(stored.standing()),
        profile(stored.profile()),
        stored.apps().stream().map(AccountJson::app).toList());
  }

  private static Look look(Profile profile) {
    return new Look(
        profile.userAgent(),
        profile.test(),
        profile.senderAddress(),
        profile.senderName(),
        profile.replyTo(),
        profile.smsSender(),
        profile.templates().stream().map(AccountJson::notice).toList());
  }

  private static Profile profile(@Nullable Look stored) {
    if (stored == null) {
      return Profile.PRESET;
    }
    List<Notice> templates = stored.templates();
    return new Profile(
        stored.userAgent(),
        Boolean.TRUE.equals(stored.test()),
        stored.senderAddress(),
        stored.senderName(),
        stored.replyTo(),
        stored.smsSender(),
        templates == null ? List.of() : templates.stream().map(AccountJson::template).toList());
  }

  private static Notice notice(Template template) {
    return new Notice(
        template.event().name(),
        template.codes(),
        template.audience(),
        template.language(),
        template.channel(),
        template.subject(),
        template.text(),
        template.html());
  }

  private static Template template(Notice stored) {
    return new Template(
        Template.Event.valueOf(stored.event()),
        stored.codes(),
        stored.audience(),
        stored.language(),
        stored.channel(),
        stored.subject(),
        stored.text(),
        stored.html());
  }

  private static Project project(App app) {
    return new Project(
        app.id().value(),
        app.name(),
        app.callbackUrl(),
        Sealed.all(app.callbackSecrets()),
        Payload.texts(app.tokens()),
        app.mode().name(),
        app.inconclusive().name(),
        app.allowed());
  }

  private static App app(Project stored) {
    String mode = stored.mode();
    String inconclusive = stored.inconclusive();
    List<String> allowed = stored.allowed();
    return new App(
        new AppId(stored.appId()),
        stored.name(),
        stored.callbackUrl(),
        Sealed.opened(stored.callbackSecrets()),
        Payload.hashes(stored.tokenHashes()),
        mode == null ? App.Mode.EVERY_ROUND : App.Mode.valueOf(mode),
        inconclusive == null ? App.Inconclusive.OMIT : App.Inconclusive.valueOf(inconclusive),
        allowed == null ? List.of() : allowed);
  }
}
