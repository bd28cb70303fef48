package io.iplive.helm;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Rendered objects, read into the model of Kubernetes: a field that it does not know is an error.
 */
record Manifests(List<HasMetadata> all) {

  private static final Map<String, Class<? extends HasMetadata>> KINDS =
      Map.ofEntries(
          Map.entry("v1/ConfigMap", ConfigMap.class),
          Map.entry("v1/PersistentVolumeClaim", PersistentVolumeClaim.class),
          Map.entry("v1/Pod", Pod.class),
          Map.entry("v1/Secret", Secret.class),
          Map.entry("v1/Service", Service.class),
          Map.entry("apps/v1/Deployment", Deployment.class),
          Map.entry("apps/v1/StatefulSet", StatefulSet.class),
          Map.entry("autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
          Map.entry("batch/v1/CronJob", CronJob.class),
          Map.entry("batch/v1/Job", Job.class),
          Map.entry("networking.k8s.io/v1/Ingress", Ingress.class),
          Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
          Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
          Map.entry("monitoring.coreos.com/v1/ServiceMonitor", ServiceMonitor.class));

  private static final YAMLMapper YAML = new YAMLMapper();

  /** The model keeps what it does not know in a map beside; here it may not. */
  private static final ObjectMapper STRICT =
      YAMLMapper.builder()
          .annotationIntrospector(
              new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                  return annotated.getName().equals("setAdditionalProperty")
                      ? Boolean.FALSE
                      : super.hasAnySetter(annotated);
                }

                @Override
                public JsonIgnoreProperties.Value findPropertyIgnoralByName(
                    MapperConfig<?> config, Annotated a) {
                  return JsonIgnoreProperties.Value.empty();
                }
              })
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  static Manifests read(String yaml) {
    List<HasMetadata> all = new ArrayList<>();
    try {
      YAML.readerFor(JsonNode.class)
          .<JsonNode>readValues(yaml)
          .forEachRemaining(node -> {
            if (!node.isNull() && !node.isMissingNode()) {
              all.add(typed(node));
            }
          });
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return new Manifests(List.copyOf(all));
  }

  private static HasMetadata typed(JsonNode node) {
    String kind = node.path("apiVersion").asText() + "/" + node.path("kind").asText();
    Class<? extends HasMetadata> type = KINDS.get(kind);
    if (type == null) {
      throw new AssertionError("The chart makes a " + kind);
    }
    try {
      return STRICT.treeToValue(node, type);
    } catch (JsonProcessingException e) {
      throw new AssertionError(kind + " " + node.at("/metadata/name") + ": " + e.getMessage(), e);
    }
  }

  <T extends HasMetadata> List<T> of(Class<T> type) {
    return all.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** The one of a name. */
  <T extends HasMetadata> T one(Class<T> type, String name) {
    return of(type).stream()
        .filter(each -> each.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No %s %s".formatted(type.getSimpleName(), name)));
  }

  /** Specifications of all pods, by kind and name of what makes them. */
  Map<String, PodSpec> pods() {
    Map<String, PodSpec> pods = new LinkedHashMap<>();
    for (HasMetadata each : all) {
      PodSpec spec =
          switch (each) {
            case Deployment it -> it.getSpec().getTemplate().getSpec();
            case StatefulSet it -> it.getSpec().getTemplate().getSpec();
            case Job it -> it.getSpec().getTemplate().getSpec();
            case CronJob it -> it.getSpec().getJobTemplate().getSpec().getTemplate().getSpec();
            case Pod it -> it.getSpec();
            default -> null;
          };
      if (spec != null) {
        pods.put(each.getKind() + " " + each.getMetadata().getName(), spec);
      }
    }
    return pods;
  }

  /** Labels of those pods. */
  Map<String, ObjectMeta> podMetadata() {
    Map<String, ObjectMeta> pods = new LinkedHashMap<>();
    for (HasMetadata each : all) {
      ObjectMeta metadata =
          switch (each) {
            case Deployment it -> it.getSpec().getTemplate().getMetadata();
            case StatefulSet it -> it.getSpec().getTemplate().getMetadata();
            case Job it -> it.getSpec().getTemplate().getMetadata();
            case CronJob it -> it.getSpec().getJobTemplate().getSpec().getTemplate().getMetadata();
            case Pod it -> it.getMetadata();
            default -> null;
          };
      if (metadata != null) {
        pods.put(each.getKind() + " " + each.getMetadata().getName(), metadata);
      }
    }
    return pods;
  }

  Stream<Container> containers() {
    return pods().values().stream().flatMap(pod -> pod.getContainers().stream());
  }

  /** The container of a name, in the first pod that has one. */
  Container container(String name) {
    return containers()
        .filter(each -> each.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No container " + name));
  }
}
