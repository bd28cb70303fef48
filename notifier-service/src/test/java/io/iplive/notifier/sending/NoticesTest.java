package io.iplive.notifier.sending;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.notifier.Things;
import io.iplive.notifier.directory.Contact;
import io.iplive.notifier.directory.Contact.Channel;
import io.iplive.notifier.directory.Contact.Timing;
import io.iplive.notifier.directory.Repeats;
import io.iplive.notifier.message.Message.OutageOpened;
import io.iplive.notifier.message.Outage;
import io.iplive.notifier.text.Notice;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NoticesTest {

  @Test
  void theCodeShownIsTheContactsTheTextIsChosenByTheStatus() {
    assertThat(notice(false, 503))
        .extracting(Notice::code, Notice::chosen)
        .containsExactly(503, 503);
    assertThat(notice(true, 503))
        .extracting(Notice::code, Notice::chosen)
        .containsExactly(2040, 503);
    assertThat(notice(true, 200))
        .extracting(Notice::code, Notice::chosen)
        .containsExactly(2040, 2040);
    assertThat(notice(false, null))
        .extracting(Notice::code, Notice::chosen)
        .containsExactly(2040, 2040);
  }

  private static Notice notice(boolean full, @Nullable Integer status) {
    Contact contact =
        new Contact(
            1,
            1,
            Things.V1,
            Channel.EMAIL,
            true,
            "a@b.example",
            List.of(),
            true,
            Repeats.DURABLE,
            full,
            Timing.AT_ONCE,
            Things.READER);
    Outage outage = new Outage(901, 7, 18, 5, null, Things.SINCE, status, 2040, null);
    return Notices.of(
        new OutageOpened(outage),
        contact,
        new Addressee(contact, null, null),
        Instant.ofEpochSecond(Things.SINCE));
  }
}
