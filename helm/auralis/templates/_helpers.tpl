{{- define "auralis.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- define "auralis.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- $name := include "auralis.name" . -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "auralis.selector" -}}
app.kubernetes.io/name: {{ include "auralis.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "auralis.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{ include "auralis.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end -}}

{{- define "auralis.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "auralis.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- define "auralis.image" -}}
{{- if .Values.image.digest -}}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest -}}
{{- else -}}
{{- $tag := default (printf "%s%s" .Chart.AppVersion (ternary "-cuda" "" (default false .Values.gpu.enabled))) .Values.image.tag -}}
{{- printf "%s:%s" .Values.image.repository $tag -}}
{{- end -}}
{{- end -}}

{{- define "auralis.scheme" -}}
{{- if .Values.tls.secretName -}}https{{- else -}}http{{- end -}}
{{- end -}}

{{/* Where the page opens: a regular expression's plain beginning, with a slash behind it. */}}
{{- define "auralis.page" -}}
{{- regexFind "^[^(]*" .Values.ingress.path | trimSuffix "/" }}/
{{- end -}}

{{/* The settings: what the chart decides, then what the values say. */}}
{{- define "auralis.config" -}}
{{- $config := dict "AURALIS_HOST" "0.0.0.0" "AURALIS_PORT" "8000" "AURALIS_LOG_FILE" "/tmp/auralis.log" -}}
{{- $_ := set $config "AURALIS_DRAIN_DELAY_SEC" (include "auralis.text" .Values.shutdown.delaySeconds) -}}
{{- $_ := set $config "AURALIS_DRAIN_SPREAD_SEC" (include "auralis.text" .Values.shutdown.spreadSeconds) -}}
{{- if .Values.gpu.enabled -}}
{{- $_ := set $config "AURALIS_DEVICE" "cuda" -}}
{{- $_ := set $config "AURALIS_DEVICE_REQUIRED" (include "auralis.text" (default false .Values.gpu.required)) -}}
{{- end -}}
{{- if .Values.inStep -}}
{{- /* The same for all pods and after every upgrade, whatever renders the chart. */ -}}
{{- $_ := set $config "AURALIS_SEED" (adler32sum (printf "%s/%s" .Release.Namespace .Release.Name)) -}}
{{- $_ := set $config "AURALIS_STATION_EPOCH" "2026-01-01T00:00:00Z" -}}
{{- end -}}
{{- if .Values.tls.secretName -}}
{{- $_ := set $config "AURALIS_ENABLE_SSL" "true" -}}
{{- $_ := set $config "AURALIS_SSL_CERT_PATH" "/etc/auralis/tls/tls.crt" -}}
{{- $_ := set $config "AURALIS_SSL_KEY_PATH" "/etc/auralis/tls/tls.key" -}}
{{- end -}}
{{- if and .Values.ingress.enabled (eq "ClusterIP" (default "ClusterIP" .Values.service.type)) -}}
{{- /* Only what runs in the cluster reaches the pods: the controller's address is one of these. */ -}}
{{- $_ := set $config "AURALIS_TRUSTED_PROXIES" "10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,100.64.0.0/10,fd00::/8" -}}
{{- end -}}
{{- range $name, $fields := .Values.stations -}}
{{- $prefix := printf "AURALIS_STATIONS_%s_" ($name | upper | replace "-" "_") -}}
{{- /* A station without a field needs one to be known by. */ -}}
{{- $_ := set $config (print $prefix "TITLE") $name -}}
{{- range $field, $value := $fields -}}
{{- $_ := set $config (print $prefix (upper $field)) (include "auralis.text" $value) -}}
{{- end -}}
{{- end -}}
{{- range $name, $value := .Values.config -}}
{{- $_ := set $config $name (include "auralis.text" $value) -}}
{{- end -}}
{{- range $name := keys $config | sortAlpha }}
{{ $name }}: {{ get $config $name | quote }}
{{- end -}}
{{- end -}}
