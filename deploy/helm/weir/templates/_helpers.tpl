{{- define "weir.name" -}}
{{- if contains .Chart.Name .Release.Name }}{{ .Release.Name | trunc 53 | trimSuffix "-" }}{{ else }}{{ printf "%s-%s" .Release.Name .Chart.Name | trunc 53 | trimSuffix "-" }}{{ end -}}
{{- end }}

{{- define "weir.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "weir.labels" -}}
{{ include "weir.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{- define "weir.tokenSecret" -}}
{{ default (printf "%s-admin" (include "weir.name" .)) .Values.adminToken.existingSecret }}
{{- end }}

{{/* The file the gateway reads: the operator's configuration, with the ports and the token of this chart. */}}
{{- define "weir.config" -}}
{{- $listen := mergeOverwrite (dict) (default (dict) .Values.config.listen) (dict "port" 8080) -}}
{{- $admin := mergeOverwrite (dict "host" "0.0.0.0") (default (dict) .Values.config.admin) (dict "port" 8081 "token" "${WEIR_ADMIN_TOKEN}") -}}
{{- mergeOverwrite (dict) .Values.config (dict "listen" $listen "admin" $admin) | toYaml -}}
{{- end }}
