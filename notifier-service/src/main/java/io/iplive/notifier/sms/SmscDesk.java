package io.iplive.notifier.sms;

import io.iplive.notifier.delivery.Delivery;
import io.iplive.notifier.delivery.Holds;
import io.iplive.notifier.delivery.Holds.Hold;
import io.iplive.notifier.directory.Recipient;
import io.iplive.notifier.directory.StoreUnavailableException;
import io.iplive.notifier.sms.SmscClient.Report;
import io.iplive.notifier.smsc.Asked;
import io.iplive.notifier.smsc.Known;
import io.iplive.notifier.smsc.Reaction;
import io.iplive.notifier.smsc.Said;
import io.iplive.notifier.smsc.SmsBook;
import io.iplive.notifier.smsc.SmsBook.Unsettled;
import io.iplive.notifier.smsc.SmsDuty;
import io.iplive.notifier.smsc.Stale;
import io.iplive.notifier.smsc.Stale.Settlement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one of all instances does for the channel: it alone sends, so that the provider's limits
 * hold over all; it asks for the balance while money is short, and for the states of messages; it
 * settles what was held too long before anything of it is sent.
 */
public final class SmscDesk {

  private static final Logger LOG = LoggerFactory.getLogger(SmscDesk.class);

  private static final int AT_ONCE = 10;
  private static final int MOST_POLLED = 100;
  private static final int MOST_SETTLED = 200;
  private static final Duration DUTY = Duration.ofSeconds(30);
  private static final Duration HORIZON = Duration.ofDays(2);
  private static final Duration SWEEP_EVERY = Duration.ofSeconds(10);

  private final SmscAccess access;
  private final SmscClient client;
  private final SmsBook book;
  private final SmsDuty duty;
  private final Holds holds;
  private final SmscCircuit circuit;
  private final Function<List<Delivery>, @Nullable String> digest;
  private final Runnable numbering;
  private final Pace pace;
  private final Thread thread = Thread.ofPlatform().name("sms").daemon().unstarted(this::run);
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile int room;
  private volatile String held = "";
  private boolean open;
  private boolean numbered;
  private long sweptAt;
  private long polledAt;
  private long paidAt;

  /**
   * A desk.
   *
   * @param numbering makes sure that no number is given out twice
   * @param digest one text in place of several deliveries of a contact; null: it is told no more
   */
  public SmscDesk(
      SmscAccess access,
      SmscClient client,
      SmsBook book,
      SmsDuty duty,
      Holds holds,
      SmscCircuit circuit,
      Runnable numbering,
      Function<List<Delivery>, @Nullable String> digest,
      Pace pace) {
    this.access = access;
    this.client = client;
    this.book = book;
    this.duty = duty;
    this.holds = holds;
    this.circuit = circuit;
    this.numbering = numbering;
    this.digest = digest;
    this.pace = pace;
    long now = System.nanoTime();
    this.sweptAt = now;
    this.polledAt = now;
    this.paidAt = now;
  }

  /**
   * When it does what.
   *
   * @param owner names this instance
   * @param look between looks at the channel
   * @param states between questions for states: the provider allows one a minute
   * @param balance between questions for the balance: the provider allows ten a minute
   * @param stale after which a message that was held is too old to be sent as it is
   */
  public record Pace(
      String owner, Duration look, Duration states, Duration balance, Duration stale) {}

  public void start() {
    thread.start();
  }

  /** How many SMS this instance may have under way. */
  public int room() {
    return room;
  }

  /** Why the channel is held; empty: it is not. */
  public String held() {
    return held;
  }

  private void run() {
    try {
      do {
        try {
          look();
        } catch (StoreUnavailableException e) {
          room = 0;
          numbered = false;
          LOG.warn("The SMS channel waits: {}", e.getMessage());
        } catch (RuntimeException e) {
          room = 0;
          LOG.error("The SMS channel waits", e);
        }
      } while (!closing.await(pace.look().toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException _) {
      LOG.debug("The SMS channel stops");
    }
    room = 0;
  }

  private void look() throws InterruptedException {
    if (!access.isSetUp()) {
      room = AT_ONCE; // Each attempt says so.
      return;
    }
    if (!duty.take(pace.owner(), DUTY)) {
      room = 0;
      open = false;
      numbered = false;
      return;
    }
    if (!numbered) {
      numbering.run();
      numbered = true;
      return; // It may have taken longer than the duty lasts: the next look takes that again first.
    }
    Optional<Hold> hold = holds.of(Recipient.SMS_HOST);
    boolean mayAsk = hold.isEmpty() || hold.get().reason().equals(Reaction.NO_MONEY);
    if (mayAsk && passed(polledAt, pace.states())) {
      polledAt = System.nanoTime();
      poll();
      hold = holds.of(Recipient.SMS_HOST);
    }
    held = hold.map(Hold::reason).orElse("");
    if (hold.isPresent()) {
      room = 0;
      open = false;
      lookAtBalance(hold.get());
    } else {
      if (!open || passed(sweptAt, SWEEP_EVERY)) {
        sweep();
        open = true;
      }
      room = duty.proven() ? AT_ONCE : 1;
    }
  }

  private static boolean passed(long since, Duration length) {
    return System.nanoTime() - since >= length.toNanos();
  }

  private void lookAtBalance(Hold hold) throws InterruptedException {
    if (hold.reason().equals(Reaction.NO_MONEY) && passed(paidAt, pace.balance())) {
      paidAt = System.nanoTime();
      switch (client.balance()) {
        case Asked.Told(Long micros) when micros > 0 -> {
          LOG.info("There is money for SMS again");
          holds.release(Recipient.SMS_HOST);
        }
        case Asked.Told(Long micros) -> LOG.debug("There is no money for SMS: {}", micros);
        case Asked.Refused(Said.Refused why) -> refused(why);
        case Asked.Nothing(String why) -> LOG.debug("The balance is not known: {}", why);
      }
    }
  }

  private void sweep() {
    sweptAt = System.nanoTime();
    List<Delivery> waiting = duty.waitingLong(pace.stale(), 0, MOST_SETTLED);
    while (!waiting.isEmpty()) {
      Settlement settlement = Stale.settle(waiting, duty.over(waiting), digest);
      if (!settlement.isEmpty()) {
        duty.settle(settlement);
      }
      long last = waiting.getLast().content().lane().receiverId();
      waiting = duty.waitingLong(pace.stale(), last, MOST_SETTLED);
    }
  }

  private void poll() throws InterruptedException {
    List<Unsettled> messages = book.unsettled(MOST_POLLED, HORIZON);
    if (messages.isEmpty()) {
      return;
    }
    switch (client.states(messages)) {
      case Asked.Told(List<Report> reports) -> reports.forEach(this::reported);
      case Asked.Refused(Said.Refused why) -> refused(why);
      case Asked.Nothing(String why) -> LOG.debug("The states of SMS are not known: {}", why);
    }
  }

  private void refused(Said.Refused why) {
    if (!circuit.refused(why)) {
      LOG.warn("The SMS provider does not say: {} {}", why.code(), why.text());
    }
  }

  private void reported(Report report) {
    if (report.known() instanceof Known.Here(int state, int error)) {
      book.reported(report.smsId(), state, error);
    }
  }

  public void stop() throws InterruptedException {
    closing.countDown();
    thread.join(Duration.ofSeconds(2));
    thread.interrupt();
  }
}
