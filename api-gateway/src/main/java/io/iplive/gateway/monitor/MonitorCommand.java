package io.iplive.gateway.monitor;

import io.iplive.gateway.account.ContactId;
import io.iplive.gateway.account.Owner;
import io.iplive.gateway.address.IpAddress;
import io.iplive.gateway.call.Sent;
import io.iplive.gateway.node.NodeId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a panel may ask for. */
public sealed interface MonitorCommand {

  /** The app that asks. */
  Owner owner();

  /** The group it asks about. */
  long groupId();

  /** When it was asked. */
  Instant at();

  /**
   * Create the group, or make it what the form says.
   *
   * @param candidates the form's node addresses, found in the directory of nodes
   * @param agent the account's User-Agent; null: it has none
   */
  record Operate(
      Owner owner,
      MonitorForm form,
      Sent<List<NodeId>> candidates,
      @Nullable String agent,
      Instant at)
      implements MonitorCommand {

    @Override
    public long groupId() {
      return form.groupId();
    }
  }

  /** Give one record of the group another address. */
  record Move(Owner owner, long groupId, long recordId, IpAddress address, Instant at)
      implements MonitorCommand {}

  /** Stop the group for good. */
  record Stop(Owner owner, long groupId, Instant at) implements MonitorCommand {}

  /** No longer tell that contact of the group's outages, if the group names it. */
  record Detach(Owner owner, long groupId, ContactId contact, Instant at)
      implements MonitorCommand {}

  /** The account has another User-Agent; null: none any more. */
  record Reagent(Owner owner, long groupId, @Nullable String agent, Instant at)
      implements MonitorCommand {}
}
