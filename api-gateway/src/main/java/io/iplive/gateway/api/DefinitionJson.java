package io.iplive.gateway.api;

import io.iplive.gateway.account.ContactId;
import io.iplive.gateway.monitor.Check;
import io.iplive.gateway.monitor.Monitor;
import io.iplive.gateway.monitor.MonitorForm;
import io.iplive.gateway.monitor.Pace;
import io.iplive.gateway.node.NodeId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A group in the words of operate_monitor, so that sending them again changes nothing; what is left
 * to its default is left out. Cookies are never shown, only whether there are some.
 */
record DefinitionJson(
    long monitorId,
    long groupId,
    String recordIds,
    String ips,
    Map<String, Long> records,
    int level,
    String protocol,
    @Nullable Integer port,
    String path,
    @Nullable String domain,
    int hasCookies,
    String httpCode,
    long interval,
    long timeout,
    int retryCount,
    @Nullable String nodeIps,
    int numError,
    int numOk,
    @Nullable Long periodError,
    @Nullable String contacts,
    @Nullable String userAgent,
    int tlsVerify) {

  /**
   * Shows a group.
   *
   * @param addresses of nodes
   */
  static DefinitionJson of(Monitor monitor, Map<NodeId, String> addresses) {
    Pace pace = monitor.pace();
    Check check = monitor.check();
    List<ContactId> contacts = monitor.contacts();
    var errorInterval = pace.errorInterval();
    return new DefinitionJson(
        monitor.id().value(),
        monitor.groupId(),
        joined(monitor.targets().stream().map(target -> Long.toString(target.recordId())).toList()),
        joined(monitor.targets().stream().map(target -> literal(target.address().text())).toList()),
        Answers.records(monitor),
        monitor.level(),
        monitor.protocol().text(),
        check.port(),
        check.path(),
        check.host(),
        check.cookies() == null ? 0 : 1,
        check.expectedCodes(),
        pace.interval().toSeconds(),
        pace.timeout().toSeconds(),
        pace.retryCount(),
        monitor.candidates().isEmpty() ? null : nodeIps(monitor.candidates(), addresses),
        pace.numError(),
        pace.numOk(),
        errorInterval == null ? null : errorInterval.toSeconds(),
        contacts == null ? null : text(contacts),
        check.userAgent(),
        check.tlsVerify() ? 1 : 0);
  }

  private static String text(List<ContactId> contacts) {
    return contacts.isEmpty()
        ? MonitorForm.NOBODY
        : contacts.stream().map(c -> Long.toString(c.value())).collect(Collectors.joining(","));
  }

  private static String nodeIps(List<NodeId> nodes, Map<NodeId, String> addresses) {
    return joined(
        nodes.stream()
            .map(addresses::get)
            .filter(Objects::nonNull)
            .map(DefinitionJson::literal)
            .toList());
  }

  private static String literal(String address) {
    return address.indexOf(':') < 0 ? address : "[" + address + "]";
  }

  private static String joined(List<String> parts) {
    return String.join(":", parts);
  }
}
