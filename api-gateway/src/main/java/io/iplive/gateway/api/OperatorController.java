package io.iplive.gateway.api;

import io.iplive.gateway.account.Account;
import io.iplive.gateway.account.AccountDirectory;
import io.iplive.gateway.account.AccountEvent.AccountCreated;
import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.AccountJournal;
import io.iplive.gateway.account.App;
import io.iplive.gateway.account.Plain;
import io.iplive.gateway.account.Profile;
import io.iplive.gateway.account.SecretBox;
import io.iplive.gateway.account.SecretHash;
import io.iplive.gateway.account.Standing;
import io.iplive.gateway.api.body.CallBody;
import io.iplive.gateway.api.body.JsonBody;
import io.iplive.gateway.call.Params;
import io.iplive.gateway.call.Rule;
import io.iplive.gateway.call.Rules;
import io.iplive.gateway.call.WebRules;
import io.iplive.gateway.contact.Contact;
import io.iplive.gateway.contact.ContactDecider;
import io.iplive.gateway.contact.ContactEvent.ContactCreated;
import io.iplive.gateway.contact.ContactForm;
import io.iplive.gateway.contact.ContactJournal;
import io.iplive.gateway.login.Passwords;
import io.iplive.gateway.node.NodeDirectory;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What operators do: accounts, contacts, nodes. Speaks JSON, not the envelope. */
@RestController
final class OperatorController {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private final AccountDirectory directory;
  private final AccountJournal accounts;
  private final ContactJournal contacts;
  private final Passwords passwords;
  private final NodeDirectory nodes;
  private final SecretBox secrets;
  private final Predicate<InetAddress> permitted;
  private final ApiSettings settings;
  private final Clock clock;

  OperatorController(
      AccountDirectory directory,
      AccountJournal accounts,
      ContactJournal contacts,
      Passwords passwords,
      NodeDirectory nodes,
      SecretBox secrets,
      Predicate<InetAddress> permitted,
      ApiSettings settings,
      Clock clock) {
    this.directory = directory;
    this.accounts = accounts;
    this.contacts = contacts;
    this.passwords = passwords;
    this.nodes = nodes;
    this.secrets = secrets;
    this.permitted = permitted;
    this.settings = settings;
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

  private record NewContact(long contactId, String secret) {}

  private record NodeEntry(long nodeId, String address, String state) {}

  @PostMapping("/operator/accounts")
  ResponseEntity<byte[]> createAccount(HttpServletRequest request) throws IOException {
    authorise(request);
    Params params = params(request);
    String name = required(params, "name", OperatorController::name);
    String callback = optional(params, "callback", WebRules.receiver(permitted));
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

  @PostMapping("/operator/contacts")
  ResponseEntity<byte[]> createContact(HttpServletRequest request) throws IOException {
    authorise(request);
    Params params = params(request);
    String name = required(params, "account", Rules.text());
    AccountId account =
        directory
            .account(name)
            .orElseThrow(() -> refused("account", name, "the name of an account"));
    Contact.Channel channel =
        required(params, "type", Rules.oneOf(Map.of("http", Contact.Channel.HTTP)));
    String address = required(params, "address", WebRules.receiver(permitted));
    String given = optional(params, "secret", WebRules.headerValue(255));
    Boolean preset = optional(params, "default", Rules.flag());
    String secret = given == null ? secrets.generateShort() : given;
    Contact contact =
        ContactDecider.created(
            contacts.nextContact(),
            account,
            channel,
            address,
            ContactForm.ofPreset(Boolean.TRUE.equals(preset)),
            List.of(secrets.seal(new Plain(secret), null)));
    contacts.record(new ContactCreated(contact), now());
    return OperatorAnswers.ok(new NewContact(contact.id().value(), secret));
  }

  @GetMapping("/operator/nodes")
  ResponseEntity<byte[]> listNodes(HttpServletRequest request) {
    authorise(request);
    return OperatorAnswers.ok(
        nodes.all().stream()
            .map(node ->
                new NodeEntry(node.id().value(), node.address().text(), node.state().name()))
            .toList());
  }

  private void authorise(HttpServletRequest request) {
    boolean right =
        !settings.operatorToken().isBlank()
            && Credentials.bearer(request)
                .filter(shown -> Credentials.same(shown, settings.operatorToken()))
                .isPresent();
    if (!right) {
      throw new OperatorRefusedException(
          HttpStatus.UNAUTHORIZED, "Authorization is not 'Bearer' with the operator's token");
    }
  }

  private static Params params(HttpServletRequest request) throws IOException {
    return JsonBody.read(CallBody.bytes(request))
        .orElseThrow(() ->
            new OperatorRefusedException(HttpStatus.BAD_REQUEST, "The body is not a JSON object"));
  }

  private static <T> T required(Params params, String name, Rule<T> rule) {
    T value = optional(params, name, rule);
    if (value == null) {
      throw new OperatorRefusedException(HttpStatus.BAD_REQUEST, name + " is missing");
    }
    return value;
  }

  private static <T> @Nullable T optional(Params params, String name, Rule<T> rule) {
    if (params.count(name) > 1) {
      throw new OperatorRefusedException(HttpStatus.BAD_REQUEST, name + " is there twice");
    }
    return params
        .text(name)
        .map(text ->
            switch (rule.read(text)) {
              case Rule.Reading.Good<T>(T value) -> value;
              case Rule.Reading.Bad<T>(String part, String allowed) ->
                  throw refused(name, name.equals("secret") ? "***" : part, allowed);
            })
        .orElse(null);
  }

  private static Rule.Reading<String> name(String text) {
    return NAME.matcher(text).matches()
        ? new Rule.Reading.Good<>(text)
        : new Rule.Reading.Bad<>(
            text,
            "up to 64 letters, digits, dots, hyphens and underscores, a letter or digit first");
  }

  private static OperatorRefusedException refused(String name, String value, String allowed) {
    return new OperatorRefusedException(
        HttpStatus.BAD_REQUEST, "%s is '%s'; allowed: %s".formatted(name, value, allowed));
  }

  /** To the millisecond, as events have it. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
