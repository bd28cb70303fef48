package io.iplive.notifier.api;

import io.iplive.notifier.directory.StoreUnavailableException;
import io.iplive.notifier.smsc.SmsBook;
import io.iplive.notifier.smsc.StatusSignature;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where the SMS provider says what became of messages. What is signed but not a state of a message
 * of ours is taken and ignored: the provider would repeat it.
 */
@RestController
public final class SmscStatusController {

  private static final Logger LOG = LoggerFactory.getLogger(SmscStatusController.class);

  private final SmsBook book;
  private final String secret;

  /**
   * The controller.
   *
   * @param secret that the provider signs with; empty: every call is refused
   */
  public SmscStatusController(SmsBook book, String secret) {
    this.book = book;
    this.secret = secret;
  }

  @RequestMapping(
      path = "/smsc/status",
      method = {RequestMethod.GET, RequestMethod.POST})
  ResponseEntity<String> report(
      @RequestParam(defaultValue = "") String id,
      @RequestParam(defaultValue = "") String phone,
      @RequestParam(defaultValue = "") String status,
      @RequestParam(defaultValue = "0") String err,
      @RequestParam(required = false) @Nullable String md5,
      @RequestParam(required = false) @Nullable String sha1) {
    if (status.isEmpty()) {
      return answer(HttpStatus.OK, "OK"); // A message to us, or a notice of the provider's.
    }
    if (secret.isEmpty() || !StatusSignature.isRight(id, phone, status, secret, md5, sha1)) {
      return answer(HttpStatus.FORBIDDEN, "");
    }
    try {
      if (!book.reported(Integer.parseInt(id), Integer.parseInt(status), number(err))) {
        LOG.info("A state of SMS {} is of none of ours", id);
      }
    } catch (NumberFormatException _) {
      LOG.info("A call of the SMS provider is no state of a message");
    }
    return answer(HttpStatus.OK, "OK");
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException _) {
      return 0;
    }
  }

  private static ResponseEntity<String> answer(HttpStatus status, String text) {
    return ResponseEntity.status(status).contentType(MediaType.TEXT_PLAIN).body(text);
  }

  @ExceptionHandler(StoreUnavailableException.class)
  ResponseEntity<String> away(StoreUnavailableException e) {
    LOG.warn("A state of an SMS has to come again: {}", e.getMessage());
    return answer(HttpStatus.SERVICE_UNAVAILABLE, "");
  }
}
