package io.iplive.helm;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The chart, and the ways it may be installed. */
final class Chart {

  static final Path FOLDER = Path.of("iplive");

  /** Beside its manifests Helm renders hooks, and does not show them: here nothing is a hook. */
  private static final Path WITHOUT_HOOKS = Path.of("target", "chart", "iplive");

  static final String HOOK = "iplive/hook";

  private static final Map<Variant, Manifests> RENDERED = new ConcurrentHashMap<>();

  /** What is needed where everything stands outside. */
  private static final List<String> OUTSIDE =
      List.of(
          "kafka.bootstrapServers=kafka:9092",
          "registry.url=http://registry:8081",
          "postgresql.host=db",
          "postgresql.gateway.existingSecret=gateway-db",
          "postgresql.notifier.existingSecret=notifier-db",
          "prober.nodes[0].name=msk1",
          "prober.nodes[0].address=203.0.113.10");

  /** Every option, each in the shape in which it changes what is rendered. */
  private static final List<List<String>> OPTIONS =
      List.of(
          set("image.registry=registry.example", "image.pullSecrets[0]=login", "image.tag=1.2.3"),
          set("kafka.tls.enabled=true"),
          set("kafka.tls.enabled=true", "kafka.tls.caSecret=ca", "kafka.tls.clientSecret=client"),
          set("kafka.sasl.mechanism=SCRAM-SHA-512", "kafka.sasl.existingSecret=login"),
          set(
              "kafka.tls.enabled=true",
              "kafka.sasl.mechanism=PLAIN",
              "kafka.sasl.existingSecret=login"),
          set("registry.existingSecret=login"),
          set(
              "kafka.tls.enabled=true",
              "kafka.properties.ssl\\.protocol=TLSv1.3",
              "registry.url=https://registry",
              "registry.existingSecret=login",
              "registry.caSecret=registry-ca",
              "postgresql.caSecret=ca",
              "jobs.extraEnv[0].name=TZ",
              "jobs.extraEnv[0].value=UTC"),
          set("tools.enabled=true", "tools.extraEnv[0].name=TZ", "tools.extraEnv[0].value=UTC"),
          set("postgresql.parameters=sslmode=verify-full", "postgresql.caSecret=ca"),
          set("secrets.existingSecret=keys"),
          set("secrets.keyIds[0]=k1", "secrets.keyIds[1]=k2", "secrets.currentKeyId=k2"),
          set(
              "outbound.allowed[0]=10.0.0.0/8",
              "outbound.allowed[1]=fd00::/8",
              "outbound.refused[0]=198.51.100.0/24",
              "outbound.deniedPorts[0]=25",
              "outbound.deniedPorts[1]=6379"),
          set(
              "podDefaults.annotations.a=b",
              "podDefaults.labels.c=d",
              "podDefaults.nodeSelector.disk=ssd",
              "podDefaults.tolerations[0].operator=Exists",
              "podDefaults.priorityClassName=high",
              "podDefaults.logs=text"),
          set(
              "gateway.autoscaling.enabled=true",
              "gateway.service.type=LoadBalancer",
              "gateway.service.annotations.x=y",
              "gateway.trustedProxies[0]=10.0.0.0/8",
              "gateway.enrolmentApproval=true",
              "gateway.allowGetPassword=false",
              "gateway.settings.iplive\\.api\\.most-in-flight=64",
              "gateway.extraEnv[0].name=TZ",
              "gateway.extraEnv[0].value=UTC"),
          set(
              "scheduler.store=rocksdb",
              "scheduler.threads=2",
              "scheduler.persistence.storageClass=fast",
              "verdict.persistence.enabled=false",
              "verdict.replicas=5"),
          set(
              "prober.nodes[0].replicas=3",
              "prober.nodes[0].nodeSelector.zone=msk",
              "prober.nodes[0].tolerations[0].key=edge",
              "prober.nodes[1].name=v6",
              "prober.nodes[1].address=2001:db8::1",
              "prober.references[0]=1.1.1.1:443",
              "prober.nameServers[0]=1.1.1.1",
              "prober.trustedRootsSecret=roots",
              "prober.icmp=false"),
          set(
              "notifier.autoscaling.enabled=true",
              "notifier.mail.host=smtp.example",
              "notifier.mail.from=a@example.com",
              "notifier.mail.existingSecret=smtp",
              "notifier.smscSecret=smsc",
              "notifier.telegramSecret=bot"),
          set("ingress.enabled=true", "ingress.host=api.example.com"),
          set(
              "ingress.enabled=true",
              "ingress.host=api.example.com",
              "ingress.className=nginx",
              "ingress.annotations.x=y",
              "ingress.tlsSecret=tls"),
          set("networkPolicy.enabled=false", "podDisruptionBudget.enabled=false"),
          set(
              "networkPolicy.apiFromNamespaces.name=ingress",
              "networkPolicy.metricsFromNamespaces.name=monitoring",
              "networkPolicy.kafka.ports[0]=9093",
              "networkPolicy.kafka.networks[0]=10.1.0.0/24",
              "networkPolicy.registry.networks[0]=10.1.0.0/24",
              "networkPolicy.postgresql.networks[0]=10.1.0.0/24"),
          set(
              "ingress.enabled=true",
              "ingress.host=api.example.com",
              "ingress.smscStatus=true",
              "networkPolicy.notifier.from[0].namespaceSelector.matchLabels.name=ingress",
              "networkPolicy.kafka.peers[0].podSelector.matchLabels.app=kafka",
              "networkPolicy.registry.peers[0].namespaceSelector.matchLabels.name=data",
              "networkPolicy.postgresql.peers[0].podSelector.matchLabels.app=postgresql",
              "networkPolicy.postgresql.ports[0]=6432",
              "networkPolicy.mail.peers[0].podSelector.matchLabels.app=postfix"),
          set("serviceMonitor.enabled=true", "serviceMonitor.labels.release=prometheus"),
          set("jobs.topics=false", "jobs.migrations=false"),
          set("slaReport.enabled=true", "slaReport.accounts[0]=shop"),
          set(
              "slaReport.enabled=true",
              "slaReport.accounts[0]=shop",
              "slaReport.accounts[1]=bank",
              "slaReport.schedule=0 6 * * MON",
              "slaReport.zone=Europe/Berlin",
              "slaReport.period=week",
              "slaReport.maintenance=excluded",
              "slaReport.lang=ru",
              "slaReport.formats[0]=json",
              "slaReport.persistence.existingClaim=reports"));

  static {
    Cluster.start();
    copy();
  }

  private Chart() {}

  /** Sets of options over a minimal installation, and every values file; by name. */
  static Stream<Variant> variants() {
    Stream<Variant> options =
        OPTIONS.stream().map(option -> new Variant(String.join(" ", option), null, option));
    return Stream.concat(options, Stream.concat(Stream.of(minimal()), files()));
  }

  /** Values files of the chart, as they are; the default values with what they lack. */
  static Stream<Variant> files() {
    try (Stream<Path> all = Files.list(FOLDER)) {
      return all
          .filter(file -> file.getFileName().toString().matches("values-.*\\.yaml"))
          .map(file -> new Variant(file.getFileName().toString(), file, List.of()))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static Variant minimal() {
    return new Variant("minimal", null, List.of());
  }

  static Variant with(String... options) {
    return new Variant(String.join(" ", options), null, List.of(options));
  }

  /** A file of values over a minimal installation. */
  static Variant file(Path values) {
    return new Variant(values.toString(), values, OUTSIDE);
  }

  static Variant trial(String... options) {
    return new Variant("trial", FOLDER.resolve("values-trial.yaml"), List.of(options));
  }

  /** What is said after an installation. */
  static String notes(String... options) {
    InstallCommand install =
        helm()
            .install()
            .withName("iplive")
            .withNamespace("watch")
            .withKubeVersion("1.30.0")
            .clientOnly()
            .dryRun();
    Stream.concat(OUTSIDE.stream(), Stream.of(options))
        .map(option -> option.split("=", 2))
        .forEach(option -> install.set(option[0], option[1]));
    return install.call().getOutput();
  }

  static Helm helm() {
    return new Helm(FOLDER);
  }

  private static void copy() {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = WITHOUT_HOOKS.resolve(FOLDER.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.writeString(copy, Files.readString(file).replace("helm.sh/hook:", HOOK + ":"));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> set(String... options) {
    return List.of(options);
  }

  /** A way of installing. */
  record Variant(String name, @Nullable Path values, List<String> options) {

    /** What Helm makes of it, for tests that only look: rendered once for all of them. */
    Manifests rendered() {
      return RENDERED.computeIfAbsent(this, Variant::render);
    }

    /** What Helm makes of it now. */
    Manifests render() {
      return Manifests.read(text());
    }

    String text() {
      TemplateCommand template =
          new Helm(WITHOUT_HOOKS)
              .template()
              .withName("iplive")
              .withNamespace("watch")
              .withKubeVersion("1.30.0");
      if (values == null) {
        OUTSIDE.forEach(option -> set(template, option));
      } else {
        template.withValuesFile(values);
      }
      options.forEach(option -> set(template, option));
      return template.call();
    }

    private static void set(TemplateCommand template, String option) {
      String[] parts = option.split("=", 2);
      template.set(parts[0], parts[1]);
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
