package io.iplive.gateway.monitor;

import io.iplive.gateway.account.Owner;
import io.iplive.gateway.address.IpAddress;
import io.iplive.gateway.call.Sent;
import io.iplive.gateway.node.NodeId;
import java.time.Instant;
import java.util.List;

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
   */
  record Operate(Owner owner, MonitorForm form, Sent<List<NodeId>> candidates, Instant at)
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
}
