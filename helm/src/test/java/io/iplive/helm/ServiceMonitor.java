package io.iplive.helm;

import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the chart uses of the Prometheus operator's model, which is no part of Kubernetes' own. */
@JsonDeserialize(using = JsonDeserializer.None.class)
@SuppressWarnings("NullAway.Init")
final class ServiceMonitor implements HasMetadata {

  public ObjectMeta metadata;
  public String apiVersion;
  public String kind;
  public Spec spec;

  /** Whose metrics are read, and how. */
  record Spec(LabelSelector selector, List<String> podTargetLabels, List<Endpoint> endpoints) {}

  /** A port of the service. */
  record Endpoint(String port, String path, String interval, @Nullable String scheme) {}

  @Override
  public ObjectMeta getMetadata() {
    return metadata;
  }

  @Override
  public void setMetadata(ObjectMeta metadata) {
    this.metadata = metadata;
  }

  @Override
  public String getApiVersion() {
    return apiVersion;
  }

  @Override
  public void setApiVersion(String apiVersion) {
    this.apiVersion = apiVersion;
  }

  @Override
  public String getKind() {
    return kind;
  }
}
