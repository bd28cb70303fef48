package io.iplive.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.gateway.account.SecretHash;
import io.iplive.gateway.address.IpAddress;
import io.iplive.gateway.node.Node.State;
import io.iplive.gateway.node.NodeCommand.Approve;
import io.iplive.gateway.node.NodeCommand.Disable;
import io.iplive.gateway.node.NodeCommand.IssueToken;
import io.iplive.gateway.node.NodeEvent.NodeApproved;
import io.iplive.gateway.node.NodeEvent.NodeDisabled;
import io.iplive.gateway.node.NodeEvent.NodeTokenIssued;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NodeDeciderTest {

  private static final IpAddress ADDRESS = IpAddress.parse("9.9.9.9").orElseThrow();
  private static final SecretHash OLD = new SecretHash("sha256:00");
  private static final SecretHash NEW = new SecretHash("sha256:01");

  @ParameterizedTest
  @CsvSource({"true, ACTIVE", "false, PENDING"})
  void aNewcomerWaitsForApprovalWhereTheInstallationWantsIt(boolean approved, State state) {
    Newcomer newcomer = new Newcomer(ADDRESS, true, approved, OLD);
    assertThat(NodeDecider.enrol(newcomer, new NodeId(7), 1).after())
        .isEqualTo(new Node(new NodeId(7), 1, ADDRESS, state, 1, true, OLD));
  }

  @ParameterizedTest
  @EnumSource(names = "ACTIVE", mode = EnumSource.Mode.EXCLUDE)
  void approvalLetsAnyOtherNodeBeAsked(State state) {
    assertThat(NodeDecider.decide(new Approve(), node(1, state, OLD)))
        .contains(new NodeApproved(node(2, State.ACTIVE, OLD)));
  }

  @ParameterizedTest
  @EnumSource(names = "DISABLED", mode = EnumSource.Mode.EXCLUDE)
  void anyOtherNodeIsDisabled(State state) {
    assertThat(NodeDecider.decide(new Disable(), node(1, state, OLD)))
        .contains(new NodeDisabled(node(2, State.DISABLED, OLD)));
  }

  @Test
  void theSameAgainIsNoEvent() {
    assertThat(NodeDecider.decide(new Approve(), node(1, State.ACTIVE, OLD))).isEmpty();
    assertThat(NodeDecider.decide(new Disable(), node(1, State.DISABLED, OLD))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aNewTokenChangesNothingElse(State state) {
    assertThat(NodeDecider.decide(new IssueToken(NEW), node(1, state, OLD)))
        .contains(new NodeTokenIssued(node(2, state, NEW)));
  }

  private static Node node(long version, State state, SecretHash token) {
    return new Node(new NodeId(7), version, ADDRESS, state, 1, true, token);
  }
}
