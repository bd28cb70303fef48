package io.iplive.gateway.api;

import io.iplive.gateway.api.body.RefusedException;
import io.iplive.gateway.api.body.UnhandledException;
import io.iplive.gateway.explain.TraceLog;
import io.iplive.gateway.job.BrokerUnavailableException;
import io.iplive.gateway.journal.JournalUnavailableException;
import io.iplive.gateway.node.JobTopicsUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Answers of calls that did not come to a good end. */
@RestControllerAdvice
final class Failures {

  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final String OPERATOR = "/operator/";

  private final Answers answers;

  Failures(Answers answers) {
    this.answers = answers;
  }

  @ExceptionHandler
  ResponseEntity<byte[]> refused(RefusedException e, HttpServletRequest request) {
    return answers.send(request, Answers.refused(e.refusal()));
  }

  @ExceptionHandler
  ResponseEntity<byte[]> refused(OperatorRefusedException e) {
    return OperatorAnswers.fault(e.status(), String.valueOf(e.getMessage()));
  }

  @ExceptionHandler
  ResponseEntity<byte[]> unhandled(UnhandledException e, HttpServletRequest request) {
    return unhandled(request, e.status(), e.retryAfter(), String.valueOf(e.getMessage()));
  }

  @ExceptionHandler({NoHandlerFoundException.class, NoResourceFoundException.class})
  ResponseEntity<byte[]> unknownPath(HttpServletRequest request) {
    return unhandled(request, HttpStatus.NOT_FOUND, null, "there is no such path");
  }

  @ExceptionHandler
  ResponseEntity<byte[]> wrongMethod(
      HttpRequestMethodNotSupportedException e, HttpServletRequest request) {
    ResponseEntity<byte[]> answer =
        unhandled(request, HttpStatus.METHOD_NOT_ALLOWED, null, "this path is not called so");
    HttpHeaders headers = new HttpHeaders(answer.getHeaders());
    headers.addAll(e.getHeaders());
    return new ResponseEntity<>(answer.getBody(), headers, answer.getStatusCode());
  }

  @ExceptionHandler
  ResponseEntity<byte[]> unavailable(JournalUnavailableException e, HttpServletRequest request) {
    LOG.warn("A call is answered 503: the database is away", e);
    return unhandled(request, HttpStatus.SERVICE_UNAVAILABLE, SOON, "try again in a moment");
  }

  @ExceptionHandler
  ResponseEntity<byte[]> unavailable(JobTopicsUnavailableException e, HttpServletRequest request) {
    LOG.warn("A call is answered 503: the broker is away", e);
    return unhandled(request, HttpStatus.SERVICE_UNAVAILABLE, SOON, "try again in a moment");
  }

  @ExceptionHandler
  ResponseEntity<byte[]> unavailable(BrokerUnavailableException e, HttpServletRequest request) {
    LOG.warn("A node's call is answered 503: {}", e.getMessage());
    return unhandled(request, HttpStatus.SERVICE_UNAVAILABLE, SOON, "try again in a moment");
  }

  @ExceptionHandler
  ResponseEntity<byte[]> unavailable(TraceLog.UnavailableException e, HttpServletRequest request) {
    LOG.warn("A call is answered 503: {}", e.getMessage());
    return unhandled(request, HttpStatus.SERVICE_UNAVAILABLE, SOON, "try again in a moment");
  }

  @ExceptionHandler
  ResponseEntity<byte[]> failed(Exception e, HttpServletRequest request) {
    String id = UUID.randomUUID().toString();
    LOG.error("Error {} in {}", id, request.getRequestURI(), e);
    return operators(request)
        ? OperatorAnswers.fault(HttpStatus.INTERNAL_SERVER_ERROR, "Unexpected error " + id)
        : answers.send(request, Answers.failed(id));
  }

  private ResponseEntity<byte[]> unhandled(
      HttpServletRequest request,
      HttpStatus status,
      @Nullable Duration retryAfter,
      String sentence) {
    if (operators(request)) {
      return OperatorAnswers.fault(status, sentence);
    }
    HttpHeaders headers = new HttpHeaders();
    if (retryAfter != null) {
      headers.set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds() + 1)));
    }
    return answers.send(request, status, headers, Answers.unhandled(sentence));
  }

  private static boolean operators(HttpServletRequest request) {
    return request.getRequestURI().startsWith(OPERATOR);
  }
}
