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
{{- $tag := default (printf "%s%s" .Chart.AppVersion (ternary "-cuda" "" .Values.gpu.enabled)) .Values.image.tag -}}
{{- printf "%s:%s" .Values.image.repository $tag -}}
{{- end -}}
{{- end -}}

{{- define "auralis.scheme" -}}
{{- ternary "https" "http" (ne .Values.tls.secretName "") -}}
{{- end -}}

{{/* The settings: what the chart decides, then what the values say. */}}
{{- define "auralis.config" -}}
{{- $config := dict "AURALIS_HOST" "0.0.0.0" "AURALIS_PORT" "8000" "AURALIS_LOG_FILE" "/tmp/auralis.log" -}}
{{- $_ := set $config "AURALIS_DRAIN_DELAY_SEC" (toString .Values.shutdown.delaySeconds) -}}
{{- $_ := set $config "AURALIS_DRAIN_SPREAD_SEC" (toString .Values.shutdown.spreadSeconds) -}}
{{- if .Values.gpu.enabled -}}
{{- $_ := set $config "AURALIS_DEVICE" "cuda" -}}
{{- $_ := set $config "AURALIS_DEVICE_REQUIRED" (toString .Values.gpu.required) -}}
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
{{- range $name, $value := .Values.config -}}
{{- /* Numbers arrive as floats: 1e+06 is no whole number to the application. */ -}}
{{- $whole := and (kindIs "float64" $value) (eq $value (floor $value)) -}}
{{- $_ := set $config $name (ternary (printf "%.0f" (float64 $value)) (toString $value) $whole) -}}
{{- end -}}
{{- range $name := keys $config | sortAlpha }}
{{ $name }}: {{ get $config $name | quote }}
{{- end -}}
{{- end -}}
