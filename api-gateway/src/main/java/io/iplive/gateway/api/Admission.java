package io.iplive.gateway.api;

import io.iplive.gateway.address.IpAddress;
import io.iplive.gateway.api.body.UnhandledException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.Inet6Address;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Lets so many calls in at once, and of one source no more than its share, so that nobody can take
 * all places; one more is told to come again rather than made to wait.
 */
final class Admission implements HandlerInterceptor {

  private static final Duration SOON = Duration.ofSeconds(1);
  private static final int SHARES = 4;
  private static final int NETWORK_BYTES = 8;

  private final Semaphore places;
  private final int share;
  private final SourceAddresses sources;
  private final ConcurrentHashMap<String, Integer> inFlight = new ConcurrentHashMap<>();

  Admission(int mostInFlight, SourceAddresses sources) {
    this.sources = sources;
    this.places = new Semaphore(mostInFlight);
    this.share = Math.max(1, mostInFlight / SHARES);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (!places.tryAcquire()) {
      throw new UnhandledException(
          HttpStatus.SERVICE_UNAVAILABLE, "too many calls at once, try again in a moment", SOON);
    }
    String source = source(request);
    if (inFlight.merge(source, 1, Integer::sum) > share) {
      leave(source);
      places.release();
      throw new UnhandledException(
          HttpStatus.TOO_MANY_REQUESTS,
          "too many calls at once from this address, try again in a moment",
          SOON);
    }
    return true;
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception failure) {
    places.release();
    leave(source(request));
  }

  private void leave(String source) {
    inFlight.computeIfPresent(source, (_, calls) -> calls == 1 ? null : calls - 1);
  }

  /** Whoever has one IPv6 address has its whole network of 64 bits. */
  private String source(HttpServletRequest request) {
    String source = sources.of(request);
    return IpAddress.parse(source)
        .filter(address -> address.inet() instanceof Inet6Address)
        .map(address -> HexFormat.of().formatHex(address.inet().getAddress(), 0, NETWORK_BYTES))
        .orElse(source);
  }
}
