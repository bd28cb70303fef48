package io.iplive.gateway.task.action;

import io.iplive.gateway.action.Action;
import io.iplive.gateway.action.ActionCall;
import io.iplive.gateway.action.Answer;
import io.iplive.gateway.action.Result;
import io.iplive.gateway.node.NodeDirectory;
import java.util.List;

/** {@code node_list}: the addresses that probe, for firewalls. */
public final class NodeList implements Action {

  private final NodeDirectory nodes;

  public NodeList(NodeDirectory nodes) {
    this.nodes = nodes;
  }

  private record Entry(long id, String address) {}

  private record Nodes(List<Entry> nodes) implements Answer {}

  @Override
  public String name() {
    return "node_list";
  }

  @Override
  public Result perform(ActionCall call) {
    return call.inputs()
        .answer(() ->
            new Result.Done(
                new Nodes(
                    nodes.probing().stream()
                        .map(node -> new Entry(node.id().value(), node.address().text()))
                        .toList())));
  }
}
