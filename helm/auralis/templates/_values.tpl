{{/*
What null means in values, in one place. Every template includes this first. It changes .Values in place; a second time
changes nothing.
1. Null is the same as a key that is not there, at any depth and in lists.
2. A section is always a map, so that templates may ask for its keys.
3. Where an object cannot do without a value, the default of values.yaml stays.
4. All else is left out of the object: a switch is off, a map or a list is empty, Kubernetes decides.
*/}}
{{- define "auralis.fill" -}}
{{- include "auralis.prune" .Values -}}
{{- range $name, $needed := fromYaml (include "auralis.needed" .) -}}
{{- if not (hasKey $.Values $name) -}}
{{- $_ := set $.Values $name (dict) -}}
{{- end -}}
{{- $section := get $.Values $name -}}
{{- range $key, $value := $needed -}}
{{- if not (hasKey $section $key) -}}
{{- $_ := set $section $key $value -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* All sections, each with the values that stay when they are null. A test compares them with values.yaml. */}}
{{- define "auralis.needed" -}}
image: {repository: auralis}
config: {}
secretConfig: {}
gpu: {count: 1}
resources: {}
service: {port: 80}
ingress: {path: /, pathType: Prefix}
tls: {}
autoscaling: {maxReplicas: 5, metric: cpu, targetCPUUtilizationPercentage: 60, targetListeners: 8}
podDisruptionBudget: {maxUnavailable: 1}
networkPolicy: {}
serviceMonitor: {}
prometheusRule: {}
grafanaDashboard: {}
serviceAccount: {}
shutdown: {delaySeconds: 5, spreadSeconds: 3, gracePeriodSeconds: 30}
startup: {timeoutSeconds: 60}
topologySpread: {}
{{- end -}}

{{/* Takes the nulls out of a map, and out of the maps and lists in it. */}}
{{- define "auralis.prune" -}}
{{- range $key, $value := . -}}
{{- if kindIs "invalid" $value -}}
{{- $_ := unset $ $key -}}
{{- else if kindIs "map" $value -}}
{{- include "auralis.prune" $value -}}
{{- else if kindIs "slice" $value -}}
{{- $kept := list -}}
{{- range $item := $value -}}
{{- $one := dict "item" $item -}}
{{- include "auralis.prune" $one -}}
{{- if hasKey $one "item" -}}
{{- $kept = append $kept (get $one "item") -}}
{{- end -}}
{{- end -}}
{{- $_ := set $ $key $kept -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/*
A text, number or switch as it stands in the values: numbers are floats to Helm, and Go writes 1234567.0 as 1.234567e+06.
JSON keeps the digits of whole numbers and fractions alike.
*/}}
{{- define "auralis.text" -}}
{{- if kindIs "string" . -}}{{ . }}{{- else -}}{{ toJson . }}{{- end -}}
{{- end -}}
