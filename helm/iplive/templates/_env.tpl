{{/* Environment of containers, each a list item. Spring reads IPLIVE_X_Y as iplive.x.y. */}}

{{/* dict name, secret, key */}}
{{- define "iplive.env.secret" -}}
- name: {{ .name }}
  valueFrom:
    secretKeyRef: {name: {{ .secret }}, key: {{ .key }}}
{{- end -}}

{{/* What Kafka's clients are told besides: a setting that the chart makes of tls and sasl is refused by checks.yaml. */}}
{{- define "iplive.env.kafka" -}}
{{- $kafka := .Values.kafka -}}
- name: IPLIVE_KAFKA_BOOTSTRAP_SERVERS
  value: {{ include "iplive.bootstrapServers" . | quote }}
{{- if not .Values.bundled.enabled }}
{{- if or $kafka.tls.enabled $kafka.sasl.mechanism }}
- name: IPLIVE_KAFKA_PROPERTIES_SECURITY_PROTOCOL
  value: {{ printf "%s%s" (ternary "SASL_" "" (ne $kafka.sasl.mechanism "")) (ternary "SSL" "PLAINTEXT" $kafka.tls.enabled) }}
{{- end }}
{{- if and $kafka.tls.enabled $kafka.tls.caSecret }}
- name: IPLIVE_KAFKA_PROPERTIES_SSL_TRUSTSTORE_TYPE
  value: PEM
{{ include "iplive.env.secret" (dict "name" "IPLIVE_KAFKA_PROPERTIES_SSL_TRUSTSTORE_CERTIFICATES" "secret" $kafka.tls.caSecret "key" "ca.crt") }}
{{- end }}
{{- if and $kafka.tls.enabled $kafka.tls.clientSecret }}
- name: IPLIVE_KAFKA_PROPERTIES_SSL_KEYSTORE_TYPE
  value: PEM
{{ include "iplive.env.secret" (dict "name" "IPLIVE_KAFKA_PROPERTIES_SSL_KEYSTORE_CERTIFICATE_CHAIN" "secret" $kafka.tls.clientSecret "key" "tls.crt") }}
{{ include "iplive.env.secret" (dict "name" "IPLIVE_KAFKA_PROPERTIES_SSL_KEYSTORE_KEY" "secret" $kafka.tls.clientSecret "key" "tls.key") }}
{{- end }}
{{- if $kafka.sasl.mechanism }}
{{- $secret := required "kafka.sasl.existingSecret is needed with kafka.sasl.mechanism" $kafka.sasl.existingSecret }}
{{- $module := ternary "org.apache.kafka.common.security.plain.PlainLoginModule" "org.apache.kafka.common.security.scram.ScramLoginModule" (eq $kafka.sasl.mechanism "PLAIN") }}
- name: IPLIVE_KAFKA_PROPERTIES_SASL_MECHANISM
  value: {{ $kafka.sasl.mechanism }}
{{ include "iplive.env.secret" (dict "name" "KAFKA_USERNAME" "secret" $secret "key" "username") }}
{{ include "iplive.env.secret" (dict "name" "KAFKA_PASSWORD" "secret" $secret "key" "password") }}
- name: IPLIVE_KAFKA_PROPERTIES_SASL_JAAS_CONFIG
  value: {{ printf "%s required username=\"$(KAFKA_USERNAME)\" password=\"$(KAFKA_PASSWORD)\";" $module | squote }}
{{- end }}
{{- range $name, $value := $kafka.properties }}
- name: {{ printf "IPLIVE_KAFKA_PROPERTIES_%s" ($name | upper | replace "." "_") }}
  value: {{ include "iplive.env.text" $value | quote }}
{{- end }}
{{- end }}
{{- end -}}

{{/* A number as it was written: Helm has it as a float, and writes great ones as 1e+06. */}}
{{- define "iplive.env.text" -}}
{{- if and (kindIs "float64" .) (eq . (floor .)) }}{{ int64 . }}{{ else }}{{ . }}{{ end -}}
{{- end -}}

{{- define "iplive.env.registry" -}}
{{- if .Values.bundled.enabled -}}
- name: IPLIVE_REGISTRY_URL
  value: http://{{ include "iplive.fullname" . }}-registry:8080/apis/ccompat/v7
{{- else -}}
{{- $url := required "registry.url is needed: the root of a Confluent-compatible registry's API" .Values.registry.url | trimSuffix "/" -}}
{{- if .Values.registry.existingSecret -}}
{{ include "iplive.env.secret" (dict "name" "REGISTRY_USERNAME" "secret" .Values.registry.existingSecret "key" "username") }}
{{ include "iplive.env.secret" (dict "name" "REGISTRY_PASSWORD" "secret" .Values.registry.existingSecret "key" "password") }}
- name: IPLIVE_REGISTRY_URL
  value: {{ regexReplaceAll "^(https?://)" $url "${1}$$(REGISTRY_USERNAME):$$(REGISTRY_PASSWORD)@" | quote }}
{{- else -}}
- name: IPLIVE_REGISTRY_URL
  value: {{ $url | quote }}
{{- end }}
{{- if .Values.registry.caSecret }}
- name: IPLIVE_REGISTRY_CA
  value: /etc/iplive/registry/ca.crt
{{- end }}
{{- end }}
{{- end -}}

{{/* dict root, service: gateway or notifier */}}
{{- define "iplive.env.database" -}}
{{- $all := .root.Values.postgresql -}}
{{- $own := index $all .service -}}
{{- if .root.Values.bundled.enabled -}}
- name: SPRING_DATASOURCE_URL
  value: jdbc:postgresql://{{ include "iplive.fullname" .root }}-postgresql:5432/{{ .service }}
- name: SPRING_DATASOURCE_USERNAME
  value: postgres
{{ include "iplive.env.secret" (dict "name" "SPRING_DATASOURCE_PASSWORD" "secret" (printf "%s-bundled" (include "iplive.fullname" .root)) "key" "postgresql-password") }}
{{- else -}}
{{- $host := required "postgresql.host is needed" $all.host -}}
{{- $secret := required (printf "postgresql.%s.existingSecret is needed: a Secret with username and password" .service) $own.existingSecret -}}
{{- $tls := "" -}}
{{- if $all.caSecret -}}
{{- /* Without a mode the driver would take any certificate, and plain text too. */ -}}
{{- $tls = printf "%ssslrootcert=/etc/iplive/postgresql/ca.crt" (ternary "" "sslmode=verify-full&" (regexMatch "(^|&)sslmode=" $all.parameters)) -}}
{{- end -}}
{{- $parameters := compact (list $all.parameters $tls) | join "&" -}}
- name: SPRING_DATASOURCE_URL
  value: {{ printf "jdbc:postgresql://%s:%v/%s%s" $host $all.port $own.database (ternary (printf "?%s" $parameters) "" (ne $parameters "")) | quote }}
{{ include "iplive.env.secret" (dict "name" "SPRING_DATASOURCE_USERNAME" "secret" $secret "key" "username") }}
{{ include "iplive.env.secret" (dict "name" "SPRING_DATASOURCE_PASSWORD" "secret" $secret "key" "password") }}
{{- end }}
{{- end -}}

{{- define "iplive.env.keys" -}}
{{- $root := . -}}
- name: IPLIVE_SECRETS_CURRENT
  value: {{ .Values.secrets.currentKeyId }}
{{- range .Values.secrets.keyIds }}
{{ include "iplive.env.secret" (dict "name" (printf "IPLIVE_SECRETS_KEYS_%s" (upper .)) "secret" (include "iplive.keySecretName" (dict "root" $root "id" .)) "key" (printf "encryption-key-%s" .)) }}
{{- end }}
{{- end -}}

{{/* dict root, ports: whether denied ports are known */}}
{{- define "iplive.env.outbound" -}}
{{- with .root.Values.outbound.allowed }}
- name: IPLIVE_OUTBOUND_ALLOWED
  value: {{ join "," . | quote }}
{{- end }}
{{- with .root.Values.outbound.refused }}
- name: IPLIVE_OUTBOUND_REFUSED
  value: {{ join "," . | quote }}
{{- end }}
{{- if .ports }}
{{- with .root.Values.outbound.deniedPorts }}
- name: IPLIVE_OUTBOUND_DENIED_PORTS
  value: {{ join "," . | quote }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "iplive.env.instance" -}}
- name: IPLIVE_INSTANCE_ID
  valueFrom:
    fieldRef: {fieldPath: metadata.name}
{{- end -}}

{{- define "iplive.env.logs" }}
{{- if eq .Values.podDefaults.logs "json" }}
- name: LOGGING_STRUCTURED_FORMAT_CONSOLE
  value: logstash
{{- end }}
{{- end -}}

{{/*
dict root, part (its values), drain: seconds that a stop may take, state: whether much is held in
memory, whose heap is whole from the start then: with a small one most of what lives for one record
is copied before it is over
*/}}
{{- define "iplive.env.runtime" -}}
- name: JDK_JAVA_OPTIONS
  value: -XX:MaxRAMPercentage=60{{ if .state }} -XX:InitialRAMPercentage=60{{ end }} -XX:+ExitOnOutOfMemoryError
- name: SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE
  value: {{ .drain }}s
{{- include "iplive.env.logs" .root }}
{{- with .part.settings }}
- name: SPRING_APPLICATION_JSON
  value: {{ toJson . | quote }}
{{- end }}
{{- include "iplive.env.extra" .part }}
{{- end -}}

{{/* A part's values */}}
{{- define "iplive.env.extra" }}
{{- with .extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end -}}
