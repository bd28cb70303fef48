package io.iplive.gateway.api;

import io.iplive.gateway.api.body.UnhandledException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets so many calls in at once; one more is told to come again rather than made to wait. */
final class Admission implements HandlerInterceptor {

  private static final Duration SOON = Duration.ofSeconds(1);

  private final Semaphore places;

  Admission(int mostInFlight) {
    this.places = new Semaphore(mostInFlight);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (!places.tryAcquire()) {
      throw new UnhandledException(
          HttpStatus.SERVICE_UNAVAILABLE, "too many calls at once, try again in a moment", SOON);
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
  }
}
