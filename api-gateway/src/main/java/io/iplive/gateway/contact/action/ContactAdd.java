package io.iplive.gateway.contact.action;

import io.iplive.gateway.action.Action;
import io.iplive.gateway.action.ActionCall;
import io.iplive.gateway.action.Result;
import io.iplive.gateway.contact.action.NewContacts.Made;
import java.util.function.Supplier;

/** {@code contact_add}: the secret is shown this once. */
public final class ContactAdd implements Action {

  private final NewContacts contacts;

  public ContactAdd(NewContacts contacts) {
    this.contacts = contacts;
  }

  @Override
  public String name() {
    return "contact_add";
  }

  @Override
  public Result perform(ActionCall call) {
    Supplier<Made> made = contacts.read(call.inputs(), call.caller().account(), call.at());
    return call.inputs().answer(() -> new Result.Done(made.get()));
  }
}
