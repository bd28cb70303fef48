package io.iplive.notifier.sending;

import io.iplive.notifier.call.Call;
import io.iplive.notifier.delivery.Answer;

/**
 * Sends chat messages as web calls and reads the Bot API's answers.
 *
 * @param web whatever sends calls to the Bot API
 */
public record ChatTransport(Transport<Call> web) implements Transport<Call> {

  @Override
  public Answer send(Call call) throws InterruptedException {
    return ChatAnswer.read(web.send(call));
  }
}
