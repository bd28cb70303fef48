package io.iplive.gateway.api;

import io.iplive.gateway.api.body.UnhandledException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Health and metrics are on the port of the published API, and are the operator's: they are shown
 * to this machine itself and to whoever has the operator's token. Two words of health are
 * anybody's.
 */
final class ManagementGuard extends OncePerRequestFilter {

  private static final String OPERATORS = "/actuator";
  private static final Set<String> OPEN =
      Set.of("/actuator/health/liveness", "/actuator/health/readiness");

  private final OperatorCalls operator;
  private final HandlerExceptionResolver failures;

  ManagementGuard(OperatorCalls operator, HandlerExceptionResolver failures) {
    this.operator = operator;
    this.failures = failures;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getServletPath(); // Decoded, as it is matched.
    return !path.startsWith(OPERATORS) || OPEN.contains(path) || isLocal(request);
  }

  /** Not what a proxy on this machine passes on. */
  private static boolean isLocal(HttpServletRequest request) {
    return InetAddress.ofLiteral(request.getRemoteAddr()).isLoopbackAddress()
        && request.getHeader("X-Forwarded-For") == null
        && request.getHeader("Forwarded") == null;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      operator.authorise(request);
    } catch (OperatorRefusedException _) {
      failures.resolveException(
          request,
          response,
          null,
          new UnhandledException(HttpStatus.NOT_FOUND, "there is no such path", null));
      return;
    }
    chain.doFilter(request, response);
  }
}
