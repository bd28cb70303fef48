package io.iplive.gateway.monitor;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.AppId;
import io.iplive.gateway.account.Owner;
import io.iplive.gateway.call.Params;
import io.iplive.gateway.call.Sent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Forms as a panel sends them. */
public final class Forms {

  static final Owner OWNER = new Owner(new AccountId(1), new AppId(1), "panel");
  static final long GROUP = 3;
  static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

  private Forms() {}

  public static MonitorCommand.Operate operate(Map<String, String> changes) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("app_name", "panel");
    form.put("group_id", Long.toString(GROUP));
    form.put("record_ids", "5:6");
    form.put("ips", "9.9.9.9:8.8.8.8");
    form.putAll(changes);
    Map<String, List<String>> values = new LinkedHashMap<>();
    form.forEach((name, value) -> values.put(name, List.of(value)));
    return switch (MonitorForm.read(new Params(values), _ -> true)) {
      case MonitorForm.Reading.Read(MonitorForm read) ->
          new MonitorCommand.Operate(OWNER, read, new Sent.Absent<>(), null, AT);
      case MonitorForm.Reading.Refused(var refusal) ->
          throw new IllegalArgumentException(refusal.toString());
    };
  }
}
