package io.iplive.notifier.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.notifier.Things;
import io.iplive.notifier.directory.Contact;
import io.iplive.notifier.directory.Contact.Channel;
import io.iplive.notifier.directory.Contact.Timing;
import io.iplive.notifier.directory.Repeats;
import io.iplive.notifier.message.Message;
import io.iplive.notifier.text.Audience;
import io.iplive.notifier.text.Language;
import io.iplive.notifier.text.Texts.Reader;
import java.util.List;
import org.junit.jupiter.api.Test;

class BalanceRoutingTest {

  @Test
  void theDefaultContactsThatUnderstandItHearOfTheBalance() {
    assertThat(
            told(
                contact(1, Channel.HTTP, true, Audience.STAFF),
                contact(2, Channel.EMAIL, true, Audience.STAFF),
                contact(3, Channel.SMS, false, Audience.STAFF),
                contact(4, Channel.WEBHOOK, true, Audience.STAFF)))
        .containsExactly(2L, 4L);
  }

  @Test
  void clientsDoNotHearOfIt() {
    assertThat(
            told(
                contact(1, Channel.EMAIL, true, Audience.CLIENT),
                contact(2, Channel.EMAIL, false, Audience.STAFF)))
        .containsExactly(2L);
  }

  @Test
  void withoutOneTheAccountsStaffHearsOfIt() {
    assertThat(
            told(
                contact(1, Channel.HTTP, true, Audience.STAFF),
                contact(2, Channel.EMAIL, false, Audience.CLIENT),
                contact(3, Channel.SMS, false, Audience.STAFF),
                contact(4, Channel.TELEGRAM, false, Audience.STAFF),
                contact(5, Channel.OTHER, false, Audience.STAFF)))
        .containsExactly(3L, 4L);
    assertThat(told(contact(1, Channel.EMAIL, false, Audience.CLIENT))).isEmpty();
  }

  private static List<Long> told(Contact... contacts) {
    return BalanceRouting.deliveries("b", new Message.BalanceLow(1), List.of(contacts)).stream()
        .map(delivery -> delivery.lane().receiverId())
        .toList();
  }

  private static Contact contact(long id, Channel channel, boolean byDefault, Audience audience) {
    return new Contact(
        id,
        1,
        Things.V1,
        channel,
        true,
        "a",
        List.of(),
        byDefault,
        Repeats.DURABLE,
        false,
        Timing.AT_ONCE,
        new Reader(Language.EN, "UTC", audience));
  }
}
