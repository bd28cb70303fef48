package io.iplive.notifier;

import io.iplive.notifier.api.SmscStatusController;
import io.iplive.notifier.callback.HttpTransport;
import io.iplive.notifier.delivery.Holds;
import io.iplive.notifier.directory.Directory;
import io.iplive.notifier.directory.SecretOpener;
import io.iplive.notifier.kafka.step.StepLog;
import io.iplive.notifier.mail.SmtpRelay;
import io.iplive.notifier.mail.SmtpTransport;
import io.iplive.notifier.postgres.JdbiHolds;
import io.iplive.notifier.postgres.sms.JdbiCounters;
import io.iplive.notifier.postgres.sms.JdbiSmsBook;
import io.iplive.notifier.postgres.sms.JdbiSmsDuty;
import io.iplive.notifier.sending.ChatTransport;
import io.iplive.notifier.sending.Digests;
import io.iplive.notifier.sending.OutgoingMaking;
import io.iplive.notifier.sending.Transports;
import io.iplive.notifier.sms.SmsAlerts;
import io.iplive.notifier.sms.SmscAccess;
import io.iplive.notifier.sms.SmscCircuit;
import io.iplive.notifier.sms.SmscClient;
import io.iplive.notifier.sms.SmscDesk;
import io.iplive.notifier.sms.SmscTransport;
import io.iplive.notifier.smsc.Numbering;
import io.iplive.notifier.smsc.SmsBook;
import io.iplive.notifier.smsc.SmsDuty;
import io.iplive.notifier.text.BuiltIn;
import io.iplive.notifier.text.Language;
import io.iplive.notifier.text.Texts;
import io.iplive.schemas.OutboundPolicy;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import org.jdbi.v3.core.Jdbi;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;

/** The channels: what is sent by which transport, and in which words. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ChannelSettings.class)
class ChannelsConfiguration {

  /** Whom operators set up is not held to the outbound policy. */
  private static final List<String> EVERYWHERE = List.of("0.0.0.0/0", "::/0");

  @Bean
  Texts texts() throws IOException {
    Map<Language, Map<String, String>> words = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      words.put(language, words("notifier/texts/%s.properties".formatted(language.tag())));
    }
    return new Texts(BuiltIn.of(words));
  }

  private static Map<String, String> words(String resource) throws IOException {
    try (InputStream in = new ClassPathResource(resource).getInputStream();
        Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      Properties properties = new Properties();
      properties.load(reader);
      Map<String, String> words = new HashMap<>();
      properties.forEach((name, text) -> words.put(name.toString(), text.toString()));
      return words;
    }
  }

  @Bean
  OutgoingMaking outgoingMaking(SecretOpener secrets, Texts texts, ChannelSettings settings) {
    ChannelSettings.Telegram telegram = settings.telegram();
    return new OutgoingMaking(
        secrets, texts, new OutgoingMaking.Bot(telegram.url(), telegram.token()));
  }

  @Bean
  HttpTransport webTransport(NotifierSettings settings) throws NoSuchAlgorithmException {
    return transport(settings, settings.outbound().policy());
  }

  @Bean
  HttpTransport chatWebTransport(NotifierSettings settings) throws NoSuchAlgorithmException {
    return transport(settings, new OutboundPolicy(EVERYWHERE));
  }

  private static HttpTransport transport(NotifierSettings settings, OutboundPolicy policy)
      throws NoSuchAlgorithmException {
    return new HttpTransport(
        policy,
        SSLContext.getDefault(),
        settings.notifier().userAgent(),
        settings.notifier().attemptDeadline());
  }

  @Bean
  SmtpTransport smtpTransport(ChannelSettings settings) {
    ChannelSettings.Mail mail = settings.mail();
    return new SmtpTransport(
        new SmtpRelay(
            mail.host(),
            mail.port(),
            mail.user(),
            mail.password(),
            mail.security(),
            mail.from(),
            mail.ehlo(),
            mail.timeout(),
            mail.deadline()),
        Clock.systemUTC());
  }

  @Bean
  Transports transports(
      @Qualifier("webTransport") HttpTransport web,
      @Qualifier("chatWebTransport") HttpTransport chat,
      SmtpTransport mail,
      SmscTransport sms) {
    return new Transports(web, new ChatTransport(chat), mail, sms);
  }

  @Bean
  Holds holds(Jdbi jdbi) {
    return new JdbiHolds(jdbi);
  }

  @Bean
  SmsBook.Numbers smsNumbers(ChannelSettings settings) {
    return new SmsBook.Numbers(settings.smsc().numberFrom(), settings.smsc().numberTo());
  }

  @Bean
  SmsBook smsBook(Jdbi jdbi, SmsBook.Numbers numbers) {
    return new JdbiSmsBook(jdbi, numbers);
  }

  @Bean
  Numbering numbering(Jdbi jdbi, StepLog published, SmsBook.Numbers numbers) {
    return new Numbering(new JdbiCounters(jdbi, numbers), published, numbers);
  }

  @Bean
  SmsDuty smsDuty(Jdbi jdbi) {
    return new JdbiSmsDuty(jdbi);
  }

  @Bean
  SmscAccess smscAccess(ChannelSettings settings) {
    ChannelSettings.Smsc smsc = settings.smsc();
    boolean byKey = !smsc.apiKey().isEmpty();
    return new SmscAccess(
        smsc.url(), smsc.login(), byKey ? smsc.apiKey() : smsc.password(), byKey, smsc.timeout());
  }

  @Bean
  SmscClient smscClient(SmscAccess access) {
    return new SmscClient(access);
  }

  @Bean
  SmsAlerts smsAlerts(MeterRegistry meters) {
    return new SmsAlerts(meters);
  }

  @Bean
  SmscCircuit smscCircuit(Holds holds, SmsDuty duty, SmsAlerts alerts) {
    return new SmscCircuit(holds, duty, alerts);
  }

  @Bean
  SmscTransport smscTransport(
      SmscClient client,
      SmscAccess access,
      SmsBook book,
      SmsDuty duty,
      SmscCircuit circuit,
      Directory directory,
      SmsAlerts alerts,
      ChannelSettings settings) {
    return new SmscTransport(
        client, access, book, duty, circuit, directory, alerts, settings.smsc().afterSilence());
  }

  @Bean(initMethod = "start", destroyMethod = "stop")
  SmscDesk smscDesk(
      SmscAccess access,
      SmscClient client,
      SmsBook book,
      SmsDuty duty,
      Holds holds,
      SmscCircuit circuit,
      Numbering numbering,
      Directory directory,
      Texts texts,
      NotifierSettings settings,
      ChannelSettings channels) {
    ChannelSettings.Smsc smsc = channels.smsc();
    Digests digests = new Digests(directory, texts);
    return new SmscDesk(
        access,
        client,
        book,
        duty,
        holds,
        circuit,
        numbering::catchUp,
        deliveries -> digests.of(deliveries, Clock.systemUTC().instant()),
        new SmscDesk.Pace(
            settings.instanceId(), smsc.look(), smsc.states(), smsc.balance(), smsc.stale()));
  }

  @Bean
  SmscStatusController smscStatusController(SmsBook book, ChannelSettings settings) {
    return new SmscStatusController(book, settings.smsc().secret());
  }
}
