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

{{/* dict root, id: the Secret of a key of the ring */}}
{{- define "iplive.keySecretName" -}}
{{- default (printf "%s-key-%s" (include "iplive.fullname" .root) .id) .root.Values.secrets.existingSecret -}}
{{- end -}}

{{/* Where what is outside listens by its address: numbers, with commas. */}}
{{- define "iplive.kafkaPorts" -}}
{{- $ports := list -}}
{{- range splitList "," (include "iplive.bootstrapServers" .) }}{{ $ports = append $ports (regexFind "[0-9]+$" .) }}{{ end -}}
{{- uniq $ports | join "," -}}
{{- end -}}

{{- define "iplive.registryPorts" -}}
{{- $url := urlParse .Values.registry.url -}}
{{- default (ternary "443" "80" (eq $url.scheme "https")) (regexFind "[0-9]+$" (regexFind ":[0-9]+$" $url.host)) -}}
{{- end -}}

{{- define "iplive.bootstrapServers" -}}
{{- if .Values.bundled.enabled -}}
{{ include "iplive.fullname" . }}-kafka:9092
{{- else -}}
{{ required "kafka.bootstrapServers is needed: host:port of the brokers, or bundled.enabled for a trial" .Values.kafka.bootstrapServers }}
{{- end -}}
{{- end -}}
