package io.iplive.prober;

import io.iplive.prober.gateway.BrokerNode;
import io.iplive.prober.gateway.NodeStoppedException;
import io.iplive.prober.kafka.Heartbeats;
import io.iplive.prober.kafka.JobListener;
import io.iplive.prober.kafka.KafkaClients;
import io.iplive.prober.kafka.NodeIdentity;
import io.iplive.prober.kafka.ProbeAvro;
import io.iplive.prober.kafka.ProberHealth;
import io.iplive.prober.kafka.ProberMetrics;
import io.iplive.prober.kafka.ResultPublisher;
import io.iplive.prober.net.EngineSettings;
import io.iplive.prober.net.NettyProbeEngine;
import io.iplive.prober.net.UplinkWatch;
import io.iplive.prober.net.http.PageBudget;
import io.iplive.schemas.HttpSchemaRegistry;
import io.iplive.schemas.OutboundPolicy;
import io.iplive.schemas.SecretCipher;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Everything a prober process is made of. Several may live in one JVM. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties(ProberSettings.class)
public class ProberConfiguration {

  private static final Logger LOG = LoggerFactory.getLogger(ProberConfiguration.class);
  private static final int DNS_PORT = 53;

  @Bean
  InstantSource clock() {
    return InstantSource.system();
  }

  @Bean
  NodeIdentity node(ProberSettings settings) throws NodeStoppedException, InterruptedException {
    ProberSettings.Prober prober = settings.prober();
    URI gateway = prober.enrolment().gateway();
    long nodeId =
        prober.nodeId() > 0 || gateway == null
            ? prober.nodeId()
            : BrokerNode.enrolled(
                gateway, prober.enrolment().address(), prober.enrolment().secret(), LOG::info);
    return new NodeIdentity(nodeId, prober.instanceId());
  }

  @Bean
  NettyProbeEngine engine(ProberSettings settings, InstantSource clock) {
    ProberSettings.Outbound outbound = settings.outbound();
    OutboundPolicy policy =
        new OutboundPolicy(outbound.allowed(), outbound.refused(), outbound.deniedPorts());
    return new NettyProbeEngine(
        engineSettings(settings.prober()), policy::allows, policy::allowsPort, clock);
  }

  @Bean
  UplinkWatch uplinkWatch(ProberSettings settings, NettyProbeEngine engine, InstantSource clock) {
    return new UplinkWatch(engine, engine.own(), settings.prober().referenceAddresses(), clock);
  }

  private static EngineSettings engineSettings(ProberSettings.Prober prober) {
    int threads =
        prober.threads() > 0 ? prober.threads() : Runtime.getRuntime().availableProcessors();
    EngineSettings own = EngineSettings.defaults(threads);
    return new EngineSettings(
        threads,
        prober.userAgent().isEmpty() ? own.userAgent() : prober.userAgent(),
        prober.maxBody().toBytes(),
        Math.toIntExact(prober.maxHeaders().toBytes()),
        prober.nameServers().stream()
            .map(literal -> new InetSocketAddress(InetAddress.ofLiteral(literal), DNS_PORT))
            .toList(),
        certificates(prober.trustedRoots()),
        own.tls(),
        prober.probesPerDestination(),
        prober.rdapServer().isEmpty() ? own.rdapServer() : prober.rdapServer(),
        prober.pageMemory().toBytes());
  }

  private static List<X509Certificate> certificates(@Nullable Path file) {
    if (file == null) {
      return List.of();
    }
    try (InputStream pem = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
          .map(X509Certificate.class::cast)
          .toList();
    } catch (IOException | CertificateException e) {
      throw new IllegalArgumentException(
          "iplive.prober.trusted-roots is '%s', allowed is a file of certificates in PEM"
              .formatted(file),
          e);
    }
  }

  @Bean
  ProbeAvro avro(ProberSettings settings) {
    ProberSettings.Secrets secrets = settings.secrets();
    return new ProbeAvro(
        new HttpSchemaRegistry(settings.registry().url(), settings.registry().ca()),
        new SecretCipher(secrets.keys(), secrets.current()));
  }

  @Bean
  ProberMetrics proberMetrics(MeterRegistry registry) {
    return new ProberMetrics(registry);
  }

  @Bean
  KafkaClients kafkaClients(ProberSettings settings, NodeIdentity node) {
    return new KafkaClients(settings.kafka().brokers(), node);
  }

  @Bean
  ResultPublisher results(
      KafkaClients clients,
      NodeIdentity node,
      ProbeAvro avro,
      ProberMetrics metrics,
      UplinkWatch watch) {
    return new ResultPublisher(clients, node, avro, metrics, watch);
  }

  @Bean
  Heartbeats heartbeats(
      KafkaClients clients,
      NodeIdentity node,
      ProbeAvro avro,
      ProberMetrics metrics,
      UplinkWatch watch,
      InstantSource clock) {
    return new Heartbeats(clients, node, avro, metrics, watch, clock);
  }

  @Bean
  JobListener jobListener(
      ProberSettings settings,
      NodeIdentity node,
      UplinkWatch engine,
      ProbeAvro avro,
      ResultPublisher results,
      Heartbeats heartbeats,
      ProberMetrics metrics,
      InstantSource clock,
      KafkaClients clients) {
    ProberSettings.Prober prober = settings.prober();
    return new JobListener(
        new JobListener.Parts(
            node, prober.maxInFlight(), engine, avro, results, heartbeats, metrics, clock),
        clients,
        prober.drain());
  }

  @Bean
  MeterBinder lag(JobListener jobs) {
    return registry ->
        Gauge.builder("iplive.prober.lag", jobs, JobListener::lag)
            .description("Jobs still to read, of the partition that is furthest behind")
            .register(registry);
  }

  @Bean
  MeterBinder pageMemory(NettyProbeEngine engine) {
    PageBudget memory = engine.pageMemory();
    return registry -> {
      Gauge.builder("iplive.prober.pages.memory", memory, PageBudget::taken)
          .description("Pages that are looked at as a whole")
          .baseUnit("bytes")
          .register(registry);
      FunctionCounter.builder("iplive.prober.pages.refused", memory, PageBudget::refused)
          .description("Pages for which there was no memory")
          .register(registry);
    };
  }

  @Bean
  ProberHealth proberHealthIndicator(
      NodeIdentity node, Heartbeats heartbeats, ResultPublisher results) {
    return new ProberHealth(node, heartbeats, results);
  }
}
