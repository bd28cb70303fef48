package io.iplive.gateway.api.account;

import io.iplive.gateway.account.AccountDirectory;
import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.action.Fault;
import io.iplive.gateway.action.Inputs;
import io.iplive.gateway.api.OperatorAnswers;
import io.iplive.gateway.api.OperatorCalls;
import io.iplive.gateway.call.Rules;
import io.iplive.gateway.contact.action.NewContacts;
import io.iplive.gateway.contact.action.NewContacts.Made;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What operators do for an account about whom it tells: as contact_add, and named as there. */
@RestController
final class ContactsController {

  private final AccountDirectory directory;
  private final NewContacts contacts;
  private final OperatorCalls calls;
  private final Clock clock;

  ContactsController(
      AccountDirectory directory, NewContacts contacts, OperatorCalls calls, Clock clock) {
    this.directory = directory;
    this.contacts = contacts;
    this.calls = calls;
    this.clock = clock;
  }

  private record NewContact(long contactId, @Nullable String secret) {}

  @PostMapping("/operator/contacts")
  ResponseEntity<byte[]> create(HttpServletRequest request) throws IOException {
    calls.authorise(request);
    Inputs inputs = OperatorInputs.read(request);
    Supplier<String> name = inputs.required("account", Rules.text());
    Optional<AccountId> account =
        inputs.good("account") ? directory.account(name.get()) : Optional.empty();
    if (inputs.good("account") && account.isEmpty()) {
      inputs.add(Fault.invalid("account", name.get(), "names of accounts"));
    }
    Supplier<Made> made =
        contacts.read(
            inputs,
            account.orElse(new AccountId(0)),
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    OperatorInputs.check(inputs);
    Made contact = made.get();
    return OperatorAnswers.ok(new NewContact(contact.id(), contact.secret()));
  }
}
