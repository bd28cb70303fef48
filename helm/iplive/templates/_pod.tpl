{{/* What all pods and containers have in common. */}}

{{/* dict root, part, node (overrides of a prober node) */}}
{{- define "iplive.pod.place" -}}
{{- $defaults := .root.Values.podDefaults -}}
{{- $node := default dict .node -}}
automountServiceAccountToken: false
enableServiceLinks: false
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets:
{{- range . }}
  - name: {{ . }}
{{- end }}
{{- end }}
{{- with default $defaults.priorityClassName $node.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with default $defaults.nodeSelector $node.nodeSelector }}
nodeSelector: {{ toJson . }}
{{- end }}
{{- with default $defaults.tolerations $node.tolerations }}
tolerations: {{ toJson . }}
{{- end }}
{{- end -}}

{{/* dict root, part */}}
{{- define "iplive.pod.spread" -}}
topologySpreadConstraints:
{{- $root := . }}
{{- range $key := list "kubernetes.io/hostname" "topology.kubernetes.io/zone" }}
  - maxSkew: 1
    topologyKey: {{ $key }}
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels: {{ include "iplive.selector" $root | fromYaml | toJson }}
{{- end }}
{{- end -}}

{{/* dict root, labels, program: whether it ends by itself */}}
{{- define "iplive.pod.metadata" -}}
labels:
  {{- .labels | nindent 2 }}
  {{- if not .program }}
  iplive/metrics: "true"
  {{- end }}
  {{- with .root.Values.podDefaults.labels }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- with .root.Values.podDefaults.annotations }}
annotations: {{ toJson . }}
{{- end }}
{{- end -}}

{{/* User id */}}
{{- define "iplive.pod.security" -}}
runAsNonRoot: true
runAsUser: {{ . }}
runAsGroup: {{ . }}
fsGroup: {{ . }}
fsGroupChangePolicy: OnRootMismatch
seccompProfile: {type: RuntimeDefault}
{{- end -}}

{{- define "iplive.container.security" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end -}}

{{/* Ready is: restored and consuming. A start may take five minutes. */}}
{{- define "iplive.container.probes" -}}
startupProbe:
  httpGet: {path: /actuator/health/liveness, port: management}
  periodSeconds: 2
  failureThreshold: 150
  timeoutSeconds: 3
livenessProbe:
  httpGet: {path: /actuator/health/liveness, port: management}
  periodSeconds: 10
  failureThreshold: 6
  timeoutSeconds: 5
readinessProbe:
  httpGet: {path: /actuator/health/readiness, port: management}
  periodSeconds: 5
  failureThreshold: 2
  timeoutSeconds: 5
{{- end -}}

{{/* dict root, image, main: a program of an image in place of its service */}}
{{- define "iplive.container.program" -}}
image: {{ include "iplive.image" . }}
imagePullPolicy: {{ .root.Values.image.pullPolicy }}
command: [java, -XX:TieredStopAtLevel=1, -XX:+UseSerialGC, -cp, "/app/*", {{ .main }}]
{{- end -}}

{{/* dict root; postgresql, registry: whether it speaks to one */}}
{{- define "iplive.volumes" -}}
- name: tmp
  emptyDir: {sizeLimit: 256Mi}
{{- if and .postgresql .root.Values.postgresql.caSecret (not .root.Values.bundled.enabled) }}
- name: postgresql-ca
  secret:
    secretName: {{ .root.Values.postgresql.caSecret }}
    items: [{key: ca.crt, path: ca.crt}]
{{- end }}
{{- if and .registry .root.Values.registry.caSecret (not .root.Values.bundled.enabled) }}
- name: registry-ca
  secret:
    secretName: {{ .root.Values.registry.caSecret }}
    items: [{key: ca.crt, path: ca.crt}]
{{- end }}
{{- end -}}

{{- define "iplive.mounts" -}}
- {name: tmp, mountPath: /tmp}
{{- if and .postgresql .root.Values.postgresql.caSecret (not .root.Values.bundled.enabled) }}
- {name: postgresql-ca, mountPath: /etc/iplive/postgresql, readOnly: true}
{{- end }}
{{- if and .registry .root.Values.registry.caSecret (not .root.Values.bundled.enabled) }}
- {name: registry-ca, mountPath: /etc/iplive/registry, readOnly: true}
{{- end }}
{{- end -}}

{{/* dict root, part, name: a budget of disruptions */}}
{{- define "iplive.budget" -}}
{{- if .root.Values.podDisruptionBudget.enabled }}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ .name }}
  labels: {{- include "iplive.labels" . | nindent 4 }}
spec:
  maxUnavailable: 1
  # One that is not ready does no work that a drain could interrupt, and may be so for long: without Kafka all are.
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels:
      {{- include "iplive.selector" . | nindent 6 }}
      {{- with .more }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
{{- end }}
{{- end -}}

{{/*
dict root, name, autoscaling, replicas: of a Deployment. What the autoscaler made of it stays: a number
that is left out would be 1 once.
*/}}
{{- define "iplive.replicas" -}}
{{- if .autoscaling.enabled -}}
{{- $there := lookup "apps/v1" "Deployment" .root.Release.Namespace .name | default dict -}}
{{- max (int .autoscaling.minReplicas) (int (dig "spec" "replicas" 0 $there)) | min (int .autoscaling.maxReplicas) -}}
{{- else -}}
{{- .replicas -}}
{{- end -}}
{{- end -}}

{{/* dict root, part, name, autoscaling */}}
{{- define "iplive.autoscaler" -}}
{{- if .autoscaling.enabled }}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: {{ .name }}
  labels: {{- include "iplive.labels" . | nindent 4 }}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: {{ .name }}}
  minReplicas: {{ .autoscaling.minReplicas }}
  maxReplicas: {{ .autoscaling.maxReplicas }}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target: {type: Utilization, averageUtilization: {{ .autoscaling.targetCPUUtilizationPercentage }}}
{{- end }}
{{- end -}}
