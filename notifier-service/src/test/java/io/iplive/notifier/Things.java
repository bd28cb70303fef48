package io.iplive.notifier;

import io.iplive.notifier.directory.Account;
import io.iplive.notifier.directory.Account.Sender;
import io.iplive.notifier.directory.App;
import io.iplive.notifier.directory.Contact;
import io.iplive.notifier.directory.Contact.Channel;
import io.iplive.notifier.directory.Contact.Timing;
import io.iplive.notifier.directory.Monitor;
import io.iplive.notifier.directory.Monitor.Subject;
import io.iplive.notifier.directory.Monitor.Watch;
import io.iplive.notifier.directory.Repeats;
import io.iplive.notifier.directory.Version;
import io.iplive.notifier.message.Outage;
import io.iplive.notifier.text.Audience;
import io.iplive.notifier.text.Language;
import io.iplive.notifier.text.Texts.Reader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What tests of deliveries are about: account 1, monitor 7 with target 18. */
public final class Things {

  public static final Version V1 = new Version(1, 1);
  public static final Version V2 = new Version(1, 2);
  public static final Reader READER = new Reader(Language.EN, "UTC", Audience.STAFF);
  public static final long SINCE = 1025842575;
  public static final Watch WATCH = new Watch(Duration.ofMinutes(2), Duration.ofMinutes(1));

  private Things() {}

  public static Outage outage(long outageId) {
    return outage(outageId, 18);
  }

  public static Outage outage(long outageId, long targetId) {
    return new Outage(outageId, 7, targetId, 5, null, SINCE, null, null, null);
  }

  public static Contact contact(long id, Channel channel, String address) {
    return contact(id, channel, address, Timing.AT_ONCE);
  }

  public static Contact contact(long id, Channel channel, String address, Timing timing) {
    return contact(id, channel, address, timing, V1);
  }

  public static Contact contact(
      long id, Channel channel, String address, Timing timing, Version version) {
    Repeats repeats = channel == Channel.HTTP ? Repeats.LEGACY : Repeats.DURABLE;
    return new Contact(
        id, 1, version, channel, true, address, List.of(), true, repeats, false, timing, READER);
  }

  public static Timing timing(int delayMinutes, int repeatMinutes) {
    return new Timing(Duration.ofMinutes(delayMinutes), Duration.ofMinutes(repeatMinutes));
  }

  public static Monitor monitor(@Nullable List<Long> contacts, boolean sendRecovery) {
    return new Monitor(
        7,
        V1,
        1,
        null,
        null,
        true,
        contacts,
        sendRecovery,
        new Subject("My site", null, Map.of(18L, "192.0.2.7")),
        null,
        WATCH);
  }

  public static Account account(Version version, Account.State state, List<App> apps) {
    return new Account(1, version, "acme", state, false, Sender.installations(), List.of(), apps);
  }
}
