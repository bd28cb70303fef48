package io.iplive.gateway.api.imports;

import io.iplive.gateway.action.Fault;
import io.iplive.gateway.call.Refusal;
import java.util.List;

/** Refusals of the iplive API, as lines are answered. */
final class Faults {

  private Faults() {}

  static List<Fault> of(Refusal refusal) {
    return switch (refusal) {
      case Refusal.Lack(List<String> missing) -> missing.stream().map(Fault::missing).toList();
      case Refusal.ParamError(String param, String value, String allowed) ->
          List.of(Fault.invalid(param, value, allowed));
      case Refusal.WrongToken() ->
          List.of(new Fault("app_unknown", "app_name", "There is no such app."));
      case Refusal.NoCallback() ->
          List.of(new Fault("callback_missing", "app_name", "The app has no callback address."));
    };
  }
}
