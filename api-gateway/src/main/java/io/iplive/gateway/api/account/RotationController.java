package io.iplive.gateway.api.account;

import io.iplive.gateway.account.Account;
import io.iplive.gateway.account.AccountCommand.RotateCallbackSecret;
import io.iplive.gateway.account.AccountCommand.RotateToken;
import io.iplive.gateway.account.AccountCommand.SetPassword;
import io.iplive.gateway.account.AccountDirectory;
import io.iplive.gateway.account.AccountJournal;
import io.iplive.gateway.account.App;
import io.iplive.gateway.account.ContactId;
import io.iplive.gateway.account.Plain;
import io.iplive.gateway.account.SecretBox;
import io.iplive.gateway.account.SecretHash;
import io.iplive.gateway.action.Inputs;
import io.iplive.gateway.api.OperatorAnswers;
import io.iplive.gateway.api.OperatorCalls;
import io.iplive.gateway.api.OperatorRefusedException;
import io.iplive.gateway.call.Rules;
import io.iplive.gateway.contact.ContactCommand;
import io.iplive.gateway.contact.ContactJournal;
import io.iplive.gateway.login.Passwords;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * New secrets for an account, shown once. A token and a signing secret are valid beside the one
 * before them until they are rotated again; a password is replaced at once.
 */
@RestController
final class RotationController {

  private final AccountDirectory directory;
  private final AccountJournal journal;
  private final ContactJournal contacts;
  private final Passwords passwords;
  private final SecretBox secrets;
  private final OperatorCalls calls;
  private final Clock clock;

  RotationController(
      AccountDirectory directory,
      AccountJournal journal,
      ContactJournal contacts,
      Passwords passwords,
      SecretBox secrets,
      OperatorCalls calls,
      Clock clock) {
    this.directory = directory;
    this.journal = journal;
    this.contacts = contacts;
    this.passwords = passwords;
    this.secrets = secrets;
    this.calls = calls;
    this.clock = clock;
  }

  private enum What {
    TOKEN,
    CALLBACK_SECRET,
    PASSWORD,
    CONTACT_SECRET
  }

  private record Rotated(String what, String secret) {}

  @PostMapping("/operator/accounts/{name}/rotate")
  ResponseEntity<byte[]> rotate(HttpServletRequest request, @PathVariable String name)
      throws IOException {
    calls.authorise(request);
    Account account =
        directory
            .whole(name)
            .orElseThrow(() ->
                new OperatorRefusedException(
                    HttpStatus.NOT_FOUND, "There is no account '%s'".formatted(name)));
    Inputs inputs = OperatorInputs.read(request);
    Supplier<What> what = inputs.required("what", Rules.oneOf(words()));
    App app = AccountsController.app(account, inputs);
    var contact = inputs.read("contact", Rules.id()).map(ContactId::new);
    OperatorInputs.check(inputs);
    String secret =
        switch (what.get()) {
          case TOKEN -> token(account, app);
          case CALLBACK_SECRET -> callbackSecret(account, app);
          case PASSWORD -> password(account);
          case CONTACT_SECRET -> {
            ContactId id = contact.orNone(null);
            if (id == null) {
              throw new OperatorRefusedException(HttpStatus.BAD_REQUEST, "contact is missing");
            }
            yield contactSecret(account, id);
          }
        };
    return OperatorAnswers.ok(new Rotated(word(what.get()), secret));
  }

  private String token(Account account, App app) {
    String token = secrets.generate();
    journal.execute(account.id(), new RotateToken(app.id(), SecretHash.of(token)), now());
    return token;
  }

  private String callbackSecret(Account account, App app) {
    String secret = secrets.generate();
    journal.execute(
        account.id(),
        new RotateCallbackSecret(app.id(), secrets.seal(new Plain(secret), null)),
        now());
    return secret;
  }

  private String password(Account account) {
    String password = secrets.generateShort();
    journal.execute(account.id(), new SetPassword(passwords.hash(new Plain(password))), now());
    return password;
  }

  private String contactSecret(Account account, ContactId id) {
    String secret = secrets.generateShort();
    ContactCommand command = new ContactCommand.RotateSecret(secrets.seal(new Plain(secret), null));
    if (contacts.execute(account.id(), id, command, now()).isEmpty()) {
      throw OperatorCalls.refused(
          "contact", Long.toString(id.value()), "an id of this account's contacts");
    }
    return secret;
  }

  private static Map<String, What> words() {
    Map<String, What> words = new LinkedHashMap<>();
    for (What what : What.values()) {
      words.put(word(what), what);
    }
    return words;
  }

  private static String word(What what) {
    return switch (what) {
      case TOKEN -> "token";
      case CALLBACK_SECRET -> "callback-secret";
      case PASSWORD -> "password";
      case CONTACT_SECRET -> "contact-secret";
    };
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
