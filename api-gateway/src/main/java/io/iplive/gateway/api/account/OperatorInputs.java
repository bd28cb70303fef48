package io.iplive.gateway.api.account;

import io.iplive.gateway.action.Fault;
import io.iplive.gateway.action.Inputs;
import io.iplive.gateway.api.OperatorRefusedException;
import io.iplive.gateway.api.body.CallBody;
import io.iplive.gateway.api.body.JsonObjects;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;

/** What an operator sent: every fault at once, and a name that means nothing is one. */
final class OperatorInputs {

  private OperatorInputs() {}

  /** The body's object; no body is an empty one. */
  static Inputs read(HttpServletRequest request) throws IOException {
    String body = new String(CallBody.bytes(request), StandardCharsets.UTF_8);
    return JsonObjects.object(body.isBlank() ? "{}" : body)
        .map(Inputs::ofBody)
        .orElseThrow(() ->
            new OperatorRefusedException(HttpStatus.BAD_REQUEST, "The body is not a JSON object"));
  }

  /** Ends the call unless all is well; only what was read until then is known. */
  static void check(Inputs inputs) {
    inputs
        .ignored()
        .forEach(name ->
            inputs.add(
                new Fault(
                    name + "_unknown", name, "%s is nothing that is known.".formatted(name))));
    inputs
        .faults()
        .ifPresent(faults -> {
          throw new OperatorRefusedException(
              HttpStatus.BAD_REQUEST,
              faults.stream().map(Fault::text).collect(Collectors.joining(" ")));
        });
  }
}
