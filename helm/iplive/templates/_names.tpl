{{/* Names and labels. A part's name is gateway, scheduler, prober, verdict, notifier and the like. */}}

{{- define "iplive.fullname" -}}
{{- if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* dict root, part */}}
{{- define "iplive.selector" -}}
app.kubernetes.io/name: {{ .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .part }}
{{- end -}}

{{/* dict root, part */}}
{{- define "iplive.labels" -}}
{{ include "iplive.selector" . }}
app.kubernetes.io/part-of: iplive
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end -}}

{{/* dict root, image: of one of our services */}}
{{- define "iplive.image" -}}
{{- $image := .root.Values.image -}}
{{- $name := printf "%s/%s:%s" $image.repository .image (default .root.Chart.AppVersion $image.tag) -}}
{{- if $image.registry }}{{ printf "%s/%s" $image.registry $name }}{{ else }}{{ $name }}{{ end -}}
{{- end -}}

{{- define "iplive.secretName" -}}
{{- default (printf "%s-secrets" (include "iplive.fullname" .)) .Values.secrets.existingSecret -}}
{{- end -}}

{{- define "iplive.bootstrapServers" -}}
{{- if .Values.bundled.enabled -}}
{{ include "iplive.fullname" . }}-kafka:9092
{{- else -}}
{{ required "kafka.bootstrapServers is needed: host:port of the brokers, or bundled.enabled for a trial" .Values.kafka.bootstrapServers }}
{{- end -}}
{{- end -}}
