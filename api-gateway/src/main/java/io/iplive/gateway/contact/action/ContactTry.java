package io.iplive.gateway.contact.action;

import io.iplive.gateway.account.ContactId;
import io.iplive.gateway.action.Action;
import io.iplive.gateway.action.ActionCall;
import io.iplive.gateway.action.Answer;
import io.iplive.gateway.action.Fault;
import io.iplive.gateway.action.Inputs;
import io.iplive.gateway.action.Result;
import io.iplive.gateway.contact.ContactDirectory;
import io.iplive.gateway.contact.ContactTests;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code contact_test}: the exact signed call, marked as a test, and what came back. */
public final class ContactTry implements Action {

  private final ContactDirectory contacts;
  private final ContactTests tests;

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
    if (inputs.good("id") && contacts.one(call.caller().account(), id.get()).isEmpty()) {
      inputs.add(Fault.unknown("contact", "id", id.get().value()));
    }
    return inputs.answer(() ->
        tests
            .contact(id.get())
            .<Result>map(report ->
                new Result.Done(
                    new Tried(
                        id.get().value(),
                        report.ok() ? 1 : 0,
                        report.answerCode(),
                        report.latencyMs(),
                        report.body(),
                        report.hint())))
            .orElseGet(() ->
                Result.refused(
                    new Fault(
                        "test_unavailable",
                        null,
                        "The test could not be sent now; try again in a moment."))));
  }
}
