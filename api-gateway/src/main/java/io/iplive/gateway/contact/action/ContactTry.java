package io.iplive.gateway.contact.action;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.ContactId;
import io.iplive.gateway.action.Action;
import io.iplive.gateway.action.ActionCall;
import io.iplive.gateway.action.Answer;
import io.iplive.gateway.action.Fault;
import io.iplive.gateway.action.Inputs;
import io.iplive.gateway.action.Result;
import io.iplive.gateway.contact.Contact;
import io.iplive.gateway.contact.ContactDirectory;
import io.iplive.gateway.contact.ContactTests;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code contact_test}: the exact signed call, marked as a test, and what came back. */
public final class ContactTry implements Action {

  private final ContactDirectory contacts;
  private final ContactTests tests;
  private final Tries tries = new Tries();

  public ContactTry(ContactDirectory contacts, ContactTests tests) {
    this.contacts = contacts;
    this.tests = tests;
  }

  private record Tried(
      long id,
      int delivered,
      @Nullable Integer code,
      @Nullable Long latency,
      @Nullable String body,
      @Nullable String hint)
      implements Answer {}

  @Override
  public String name() {
    return "contact_test";
  }

  @Override
  public Result perform(ActionCall call) {
    Inputs inputs = call.inputs();
    Supplier<ContactId> id = inputs.required("id", ContactEdit.id());
    Optional<Contact> contact =
        inputs.good("id") ? contacts.one(call.caller().account(), id.get()) : Optional.empty();
    if (inputs.good("id") && contact.isEmpty()) {
      inputs.add(Fault.unknown("contact", "id", id.get().value()));
    }
    return inputs.answer(() -> tried(call, contact.orElseThrow()));
  }

  private Result tried(ActionCall call, Contact contact) {
    AccountId account = call.caller().account();
    Optional<Duration> wait = tries.begin(account, contact.channel(), call.at());
    if (wait.isPresent()) {
      return Result.refused(
          new Fault(
              "too_many_tests",
              null,
              "Too many tests of this account; the next in %d s."
                  .formatted(Math.max(1, wait.get().toSeconds()))));
    }
    try {
      return tests
          .contact(contact.id())
          .<Result>map(report -> new Result.Done(tried(contact, report)))
          .orElseGet(() ->
              Result.refused(
                  new Fault(
                      "test_unavailable",
                      null,
                      "The test could not be sent now; try again in a moment.")));
    } finally {
      tries.end(account);
    }
  }

  private static Tried tried(Contact contact, ContactTests.Report report) {
    return new Tried(
        contact.id().value(),
        report.ok() ? 1 : 0,
        report.answerCode(),
        report.latencyMs(),
        report.body(),
        report.hint());
  }
}
