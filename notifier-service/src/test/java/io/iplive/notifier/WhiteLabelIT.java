package io.iplive.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iplive.notifier.delivery.Journal;
import io.iplive.notifier.delivery.Lane;
import io.iplive.notifier.delivery.NewDelivery;
import io.iplive.notifier.directory.Contact.Channel;
import io.iplive.notifier.directory.Repeats;
import io.iplive.notifier.message.Ending;
import io.iplive.notifier.message.Message;
import io.iplive.notifier.message.Message.BalanceLow;
import io.iplive.notifier.message.Message.BalanceZero;
import io.iplive.notifier.message.Message.OutageClosed;
import io.iplive.notifier.message.Message.OutageOpened;
import io.iplive.notifier.message.Message.OutageReminder;
import io.iplive.notifier.message.Outage;
import io.iplive.schemas.gateway.Audience;
import io.iplive.schemas.gateway.ContactType;
import io.iplive.schemas.gateway.MonitorState;
import io.iplive.schemas.verdict.Outcome;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Contract "White label": no byte that leaves names the product, whatever is told in whatever
 * language to whomever, by whatever channel.
 */
class WhiteLabelIT {

  private static final String PRODUCT = "iplive";
  private static final long ACCOUNT = 600;
  private static final long FIRST_CONTACT = 60_000;
  private static final List<String> LANGUAGES = List.of("en", "ru", "zh");
  private static final List<ContactType> TYPES =
      List.of(
          ContactType.HTTP,
          ContactType.WEBHOOK,
          ContactType.SMS,
          ContactType.EMAIL,
          ContactType.TELEGRAM);

  private static final Rig RIG = Rig.get();
  private static final Events EVENTS = RIG.events();

  private final List<Long> contacts = new ArrayList<>();

  @Test
  void noByteThatLeavesNamesTheProduct() throws Exception {
    RIG.smsc().balance("1000.00");
    try (Panel panel = new Panel();
        Tap tap = new Tap(panel.port())) {
      String address = "http://127.0.0.1:" + tap.port();
      EVENTS.account(EVENTS.account(ACCOUNT, address + "/round").build(), 1);
      for (ContactType type : TYPES) {
        for (String language : LANGUAGES) {
          for (Audience audience : List.of(Audience.CLIENT, Audience.STAFF)) {
            contact(type, language, audience, address);
          }
        }
      }
      EVENTS.monitor(ACCOUNT, ACCOUNT, 1, MonitorState.ACTIVE);
      RIG.awaitMonitor(ACCOUNT);

      RIG.bean(Journal.class).record(contacts.stream().flatMap(WhiteLabelIT::all).toList());
      EVENTS.round(ACCOUNT, ACCOUNT, 60, Outcome.DOWN);
      try (HttpClient http = HttpClient.newHttpClient()) {
        for (long contact : contacts) {
          await()
              .until(() ->
                  tried(http, "contact-test", "{\"contact_id\":%d}".formatted(contact))
                      .contains("\"ok\":true"));
        }
        assertThat(tried(http, "callback-test", "{\"app_id\":%d}".formatted(ACCOUNT)))
            .contains("\"ok\":true");
      }
      await().untilAsserted(() -> assertThat(waiting()).isEmpty());
      await().until(() -> tap.sent().contains("POST /round"));

      assertClean("web", tap.sent());
      assertThat(tap.sent()).contains("GET /", "POST /", "User-Agent: ", "X-Signature: ");
      for (Channel channel : List.of(Channel.SMS, Channel.EMAIL, Channel.TELEGRAM)) {
        assertClean(channel.name(), RIG.sent(channel));
      }
      assertThat(RIG.sent(Channel.EMAIL)).contains("EHLO ", "Message-ID: ");
      assertThat(RIG.sent(Channel.SMS)).contains("POST /sys/send.php");
      assertThat(RIG.sent(Channel.TELEGRAM)).contains("/sendMessage");
      assertMailsAreClean();
    }
  }

  private static List<String> waiting() {
    return RIG.bean(Jdbi.class)
        .withHandle(handle ->
            handle
                .createQuery(
                    """
                    select kind || ' to ' || receiver_id || ' after ' || attempts from delivery
                    where account_id = :account and state = 'WAITING'
                    """)
                .bind("account", ACCOUNT)
                .mapTo(String.class)
                .list());
  }

  private void contact(ContactType type, String language, Audience audience, String address) {
    long id = FIRST_CONTACT + contacts.size();
    String at =
        switch (type) {
          case SMS -> "+7999600" + id;
          case EMAIL -> "c%d@client.example".formatted(id);
          case TELEGRAM -> "-1" + id;
          case HTTP, WEBHOOK, UNKNOWN -> address + "/" + id;
        };
    contacts.add(id);
    EVENTS.contact(
        EVENTS.contact(id, ACCOUNT, type, at).setLanguage(language).setAudience(audience).build(),
        1);
  }

  /** Whatever can be told to a contact. */
  private static Stream<NewDelivery> all(long contact) {
    List<Message> messages = new ArrayList<>();
    for (Outage outage :
        List.of(outage(1, 404, null), outage(2, null, 2010), outage(3, null, null))) {
      messages.add(new OutageOpened(outage));
      messages.add(new OutageReminder(outage, 1));
      // At times of their own: the SMS provider takes the same words once a minute.
      long closedAt = outage.since() + 420 * outage.targetId();
      messages.add(new OutageClosed(outage, closedAt, Ending.RECOVERED));
    }
    if (!isHttp(contact)) {
      messages.add(new BalanceLow(1025842575));
      messages.add(new BalanceZero(1025842575));
    }
    return IntStream.range(0, messages.size())
        .mapToObj(i ->
            new NewDelivery(
                "white:" + i,
                ACCOUNT,
                Lane.toContact(contact, i),
                messages.get(i),
                Repeats.LEGACY,
                null));
  }

  private static boolean isHttp(long contact) {
    return contact < FIRST_CONTACT + 2L * LANGUAGES.size();
  }

  private static Outage outage(long target, @Nullable Integer status, @Nullable Integer failure) {
    return new Outage(6000 + target, ACCOUNT, target, 1, null, 1025842575, status, failure, null);
  }

  private static String tried(HttpClient http, String call, String body)
      throws IOException, InterruptedException {
    URI address = RIG.address("/internal/" + call);
    return http.send(
            HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + Rig.OPERATOR_TOKEN)
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString())
        .body();
  }

  /** As it stands, and with the escapes of forms undone. */
  private static void assertClean(String where, String sent) {
    assertThat(sent).as(where).isNotEmpty().doesNotContainIgnoringCase(PRODUCT);
    assertThat(
            URLDecoder.decode(
                sent.replaceAll("%(?![0-9A-Fa-f]{2})", "%25"), StandardCharsets.UTF_8))
        .as(where)
        .doesNotContainIgnoringCase(PRODUCT);
  }

  /** Their encoded words and parts too. */
  private static void assertMailsAreClean() throws MessagingException, IOException {
    assertThat(RIG.mailbox().all()).isNotEmpty();
    for (var received : RIG.mailbox().all()) {
      MimeMessage mail =
          new MimeMessage(
              Session.getInstance(new Properties()),
              new ByteArrayInputStream(received.data().getBytes(StandardCharsets.UTF_8)));
      for (String header : Collections.list(mail.getAllHeaderLines())) {
        assertThat(MimeUtility.decodeText(header)).doesNotContainIgnoringCase(PRODUCT);
      }
      assertPartIsClean(mail);
    }
  }

  private static void assertPartIsClean(Part part) throws MessagingException, IOException {
    if (part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        assertPartIsClean(parts.getBodyPart(i));
      }
    } else {
      assertThat(part.getContent().toString()).isNotBlank().doesNotContainIgnoringCase(PRODUCT);
    }
  }
}
