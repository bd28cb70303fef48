package io.iplive.gateway.api;

import io.iplive.gateway.api.body.CallBody;
import io.iplive.gateway.api.body.JsonBody;
import io.iplive.gateway.call.Params;
import io.iplive.gateway.call.Rule;
import io.iplive.gateway.call.Rules;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** How every call of the operators' API begins: with their token, then its parameters. */
public final class OperatorCalls {

  private final String token;

  OperatorCalls(String token) {
    this.token = token;
  }

  /** Lets nobody pass without the operator's token. */
  public void authorise(HttpServletRequest request) {
    boolean right =
        !token.isBlank()
            && Credentials.bearer(request)
                .filter(shown -> Credentials.same(shown, token))
                .isPresent();
    if (!right) {
      throw new OperatorRefusedException(
          HttpStatus.UNAUTHORIZED, "Authorization is not 'Bearer' with the operator's token");
    }
  }

  /** The parameters of an operator's call. */
  public Params params(HttpServletRequest request) throws IOException {
    authorise(request);
    return JsonBody.read(CallBody.bytes(request))
        .orElseThrow(() ->
            new OperatorRefusedException(HttpStatus.BAD_REQUEST, "The body is not a JSON object"));
  }

  /** A parameter that has to be there. */
  public static <T> T required(Params params, String name, Rule<T> rule) {
    T value = optional(params, name, rule);
    if (value == null) {
      throw new OperatorRefusedException(HttpStatus.BAD_REQUEST, name + " is missing");
    }
    return value;
  }

  /** A parameter, null when absent or blank. */
  public static <T> @Nullable T optional(Params params, String name, Rule<T> rule) {
    if (params.count(name) > 1) {
      throw new OperatorRefusedException(HttpStatus.BAD_REQUEST, name + " is there twice");
    }
    if (params.booleans().contains(name)) {
      throw refused(name, params.text(name).orElse(""), Rules.NO_TRUTH);
    }
    return params
        .text(name)
        .map(text ->
            switch (rule.read(text)) {
              case Rule.Reading.Good<T>(T value) -> value;
              case Rule.Reading.Bad<T>(String part, String allowed) ->
                  throw refused(name, name.equals("secret") ? "***" : part, allowed);
            })
        .orElse(null);
  }

  /** The refusal of a parameter that is there and unusable. */
  public static OperatorRefusedException refused(String name, String value, String allowed) {
    return new OperatorRefusedException(
        HttpStatus.BAD_REQUEST, "%s is '%s'; allowed: %s".formatted(name, value, allowed));
  }
}
