package io.iplive.local.supervision;

import io.iplive.local.instance.Secrets;
import io.iplive.local.operator.Panel;
import java.util.LinkedHashMap;
import java.util.Map;

/** Enrols the nodes of this machine the way every node is: by add_node. */
public record Enrolment(Panel gateway, Secrets secrets) {

  /**
   * Enrols the node of an address, or finds it again.
   *
   * @return its id
   */
  public long enrol(String address) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("node_ip", address);
    fields.put("passwd", secrets.enrolmentSecret());
    fields.put("jobs", "kafka");
    return gateway.call("add_node", fields).path("node_id").asLong();
  }
}
