package io.iplive.helm;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be meant is refused, with its place. */
class SchemaTest {

  @ParameterizedTest
  @CsvSource({
    "gatway.replicas=2, gatway",
    "gateway.replica=2, replica",
    "gateway.replicas=0, /gateway/replicas",
    "gateway.replicas=two, /gateway/replicas",
    "gateway.resources.limit.memory=1Gi, limit",
    "gateway.settings.most-in-flight=64, most-in-flight",
    "image.tag=latest, /image/tag",
    "bundled.kafka.image=apache/kafka:latest, /bundled/kafka/image",
    "bundled.kafka.image=apache/kafka, /bundled/kafka/image",
    "kafka.bootstrapServers=kafka, /kafka/bootstrapServers",
    "kafka.sasl.mechanism=SCRAM, /kafka/sasl/mechanism",
    "kafka.sasl.password=x, password",
    "kafka.properties.acks=1, acks",
    "registry.url=registry:8081, /registry/url",
    "registry.url=http://user:password@registry, /registry/url",
    "postgresql.port=0, /postgresql/port",
    "postgresql.gateway.password=x, password",
    "secrets.keyIds[0]=K1, /secrets/keyIds/0",
    "outbound.allowed[0]=10.0.0.0, /outbound/allowed/0",
    "scheduler.store=memory, /scheduler/store",
    "verdict.persistence.size=10, /verdict/persistence/size",
    "prober.nodes[0].name=MSK, /prober/nodes/0/name",
    "prober.nodes[0].adress=192.0.2.1, adress",
    "prober.nodes[0].replicas=6, /prober/nodes/0/replicas",
    "notifier.mail.security=SSL, /notifier/mail/security",
    "networkPolicy.kafka.peers[0].ipBlock.cidr=10.0.0.0/8, ipBlock",
    "networkPolicy.mail.peers[0].podSelector.app=postfix, app",
    "networkPolicy.notifier.from[0].ipBlock.cidr=10.0.0.1, /networkPolicy/notifier/from/0/ipBlock",
    "ingress.smscStatus=yes, /ingress/smscStatus",
    "serviceMonitor.interval=often, /serviceMonitor/interval",
    "slaReport.period=year, /slaReport/period",
    "slaReport.schedule=monthly, /slaReport/schedule",
    "slaReport.formats[0]=pdf, /slaReport/formats/0",
    "slaReport.accounts[0]=a b, /slaReport/accounts/0"
  })
  void isTold(String option, String place) {
    assertThatThrownBy(Chart.with(option)::text).hasMessageContaining(place);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka.bootstrapServers=",
        "registry.url=",
        "postgresql.host=",
        "postgresql.notifier.existingSecret=",
        "kafka.sasl.mechanism=PLAIN",
        "ingress.enabled=true",
        "slaReport.enabled=true"
      })
  void whatIsMissingIsNamed(String option) {
    assertThatThrownBy(Chart.with(option)::text).hasMessageContaining("needed");
  }

  @Test
  void keysAndNodesAreLookedAtTogether() {
    assertThatThrownBy(Chart.with("secrets.currentKeyId=k2")::text)
        .hasMessageContaining("secrets.currentKeyId is k2, allowed: one of secrets.keyIds");
    assertThatThrownBy(
            Chart.with("prober.nodes[1].name=msk1", "prober.nodes[1].address=192.0.2.1")::text)
        .hasMessageContaining("two nodes of the name msk1");
    assertThatThrownBy(
            Chart.with("prober.nodes[1].name=msk2", "prober.nodes[1].address=203.0.113.10")::text)
        .hasMessageContaining("two nodes of the address 203.0.113.10");
  }

  @ParameterizedTest
  @CsvSource({
    "kafka.tls.caSecret=ca, kafka.tls.enabled",
    "kafka.tls.clientSecret=client, kafka.tls.enabled",
    "kafka.sasl.existingSecret=login, kafka.sasl.mechanism"
  })
  void whatWouldNotBeReadIsRefused(String option, String lacking) {
    assertThatThrownBy(Chart.with(option)::text)
        .hasMessageContaining("is given, and read with " + lacking);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka.bootstrapServers=kafka:9092",
        "kafka.tls.enabled=true",
        "kafka.sasl.mechanism=PLAIN",
        "registry.url=http://registry",
        "postgresql.host=db",
        "networkPolicy.kafka.networks[0]=10.0.0.0/8",
        "networkPolicy.registry.peers[0].podSelector.matchLabels.app=registry",
        "networkPolicy.postgresql.networks[0]=10.0.0.0/8"
      })
  void whatIsBundledHasNoOtherPlace(String option) {
    assertThatThrownBy(Chart.trial(option)::text)
        .hasMessageContaining(option.split("[=\\[]", 2)[0].concat(" is given, and bundled"));
  }
}
