package io.iplive.notifier;

import io.iplive.notifier.api.InternalController;
import io.iplive.notifier.api.OperatorAccess;
import io.iplive.notifier.callback.Attempts;
import io.iplive.notifier.callback.CallbackLanes;
import io.iplive.notifier.callback.ConflatedRounds;
import io.iplive.notifier.callback.DeliveryMeters;
import io.iplive.notifier.callback.DeliveryRunner;
import io.iplive.notifier.callback.DeliveryRunner.RunnerLimits;
import io.iplive.notifier.callback.LiveTrials;
import io.iplive.notifier.delivery.Journal;
import io.iplive.notifier.delivery.Policy;
import io.iplive.notifier.directory.Directory;
import io.iplive.notifier.directory.Recipient;
import io.iplive.notifier.directory.SealedSecret;
import io.iplive.notifier.directory.SecretOpener;
import io.iplive.notifier.kafka.NotifierListeners;
import io.iplive.notifier.kafka.RoundLoop;
import io.iplive.notifier.kafka.outage.OutageRedrive;
import io.iplive.notifier.kafka.step.StepRelay;
import io.iplive.notifier.routing.DeadOutages;
import io.iplive.notifier.routing.OutageJournal;
import io.iplive.notifier.routing.Silences;
import io.iplive.notifier.sending.OutgoingMaking;
import io.iplive.notifier.sending.Transports;
import io.iplive.notifier.sending.Trials;
import io.iplive.notifier.sms.SmscDesk;
import io.iplive.notifier.text.Texts;
import io.iplive.schemas.SecretCipher;
import io.iplive.schemas.gateway.EncryptedValue;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Everything the notifier consists of. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties(NotifierSettings.class)
@Import({StoreConfiguration.class, KafkaConfiguration.class, ChannelsConfiguration.class})
public class NotifierConfiguration {

  @Bean
  SecretOpener secretOpener(NotifierSettings settings) {
    SecretCipher cipher = new SecretCipher(settings.secrets().keys(), settings.secrets().current());
    return secret -> cipher.decrypt(encrypted(secret));
  }

  private static EncryptedValue encrypted(SealedSecret secret) {
    byte[] bytes = Base64.getDecoder().decode(secret.ciphertext());
    return new EncryptedValue(secret.keyId(), ByteBuffer.wrap(bytes));
  }

  @Bean
  DeliveryMeters deliveryMeters(MeterRegistry registry) {
    return new DeliveryMeters(registry);
  }

  @Bean
  Policy policy(NotifierSettings settings) {
    return Policy.standard()
        .withLegacyPause(settings.notifier().repeatAfter())
        .withFirstPause(settings.notifier().firstPause());
  }

  @Bean
  Attempts attempts(
      OutgoingMaking making, Transports transports, Policy policy, DeliveryMeters meters) {
    return new Attempts(making, transports, policy, Clock.systemUTC(), meters);
  }

  @Bean
  DeliveryRunner deliveryRunner(
      Journal journal,
      Directory directory,
      Attempts attempts,
      DeliveryMeters meters,
      SmscDesk sms,
      ChannelSettings channels,
      NotifierSettings settings) {
    NotifierSettings.Notifier notifier = settings.notifier();
    int mails = channels.mail().connections();
    return new DeliveryRunner(
        journal,
        directory,
        attempts,
        meters,
        new RunnerLimits(
            settings.instanceId(),
            notifier.lease(),
            notifier.poll(),
            notifier.perReceiver(),
            Map.of(Recipient.SMS_HOST, sms::room, Recipient.MAIL_HOST, () -> mails),
            notifier.inFlight(),
            notifier.grace()));
  }

  @Bean
  ConflatedRounds conflatedRounds(Journal journal, NotifierSettings settings) {
    return new ConflatedRounds(journal, settings.notifier().grace());
  }

  @Bean
  CallbackLanes callbackLanes(
      Directory directory,
      Journal journal,
      Attempts attempts,
      DeliveryMeters meters,
      ConflatedRounds conflated,
      NotifierSettings settings) {
    return new CallbackLanes(
        directory,
        journal,
        attempts,
        meters,
        conflated,
        settings.notifier().perReceiver(),
        settings.notifier().grace());
  }

  @Bean
  Housekeeping housekeeping(
      Directory directory,
      OutageJournal outages,
      Silences silences,
      OutageRedrive redrive,
      DeliveryRunner runner,
      NotifierSettings settings) {
    Quiet quiet = new Quiet(directory, silences, outages, Clock.systemUTC());
    return new Housekeeping(outages, redrive, quiet, runner::wake, settings.notifier());
  }

  @Bean
  Trials trials(
      Directory directory,
      OutgoingMaking making,
      Transports transports,
      Policy policy,
      Journal journal,
      DeliveryRunner runner) {
    return new LiveTrials(
        directory, making, transports, policy, Clock.systemUTC(), journal, runner::wake);
  }

  @Bean
  InternalController internalController(
      NotifierSettings settings,
      Directory directory,
      Journal journal,
      OutageJournal outages,
      DeadOutages deadOutages,
      Trials trials,
      Texts texts,
      DeliveryRunner runner) {
    return new InternalController(
        new OperatorAccess(settings.operator().token()),
        directory,
        journal,
        outages,
        deadOutages,
        trials,
        texts,
        runner::wake);
  }

  @Bean
  NotifierLifecycle lifecycle(
      NotifierListeners listeners,
      RoundLoop rounds,
      CallbackLanes lanes,
      ConflatedRounds conflated,
      DeliveryRunner runner,
      Housekeeping housekeeping) {
    return new NotifierLifecycle(listeners, rounds, lanes, conflated, runner, housekeeping);
  }

  @Bean
  NotifierHealth notifierHealthIndicator(
      NotifierListeners listeners,
      RoundLoop rounds,
      DeliveryRunner runner,
      StepRelay relay,
      SmscDesk sms) {
    return new NotifierHealth(listeners, rounds, runner, relay, sms);
  }
}
