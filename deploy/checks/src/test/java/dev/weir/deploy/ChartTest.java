package dev.weir.deploy;

import static dev.weir.deploy.Rendered.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The chart, by Helm itself: it lints, renders, refuses wrong values, and what it renders is what the gateway takes. */
class ChartTest {
    private static final Map<String, String> EVERYTHING = Map.of(
            "autoscaling.enabled", "true",
            "ingress.enabled", "true",
            "ingress.hosts[0]", "shop.example",
            "serviceMonitor.enabled", "true",
            "prometheusRule.enabled", "true",
            "networkPolicy.enabled", "true",
            "networkPolicy.operators[0].namespaceSelector.matchLabels.name", "monitoring");

    @Test
    void itLints_strictly() {
        LintResult lint = new Helm(Rendered.CHART).lint().strict().call();
        assertThat(lint.isFailed()).as(lint.getMessages().toString()).isFalse();
        assertThat(lint.getMessages()).noneMatch(message -> message.contains("[ERROR]"));
    }

    @Test
    void byDefault_itIsAFleetOfThree_withABudgetForDisruption() {
        Rendered chart = Rendered.with(Map.of());
        assertThat(chart.kinds())
                .containsExactly("ConfigMap", "Deployment", "PodDisruptionBudget", "Secret", "Service", "Service");
        assertThat(at(chart.one("Deployment"), "spec", "replicas")).isEqualTo(3);
        assertThat(at(chart.one("PodDisruptionBudget"), "spec", "maxUnavailable"))
                .isEqualTo(1);
    }

    @Test
    void everything_canBeSwitchedOn() {
        Rendered chart = Rendered.with(EVERYTHING);
        assertThat(chart.kinds())
                .contains("HorizontalPodAutoscaler", "Ingress", "NetworkPolicy", "PrometheusRule", "ServiceMonitor");
        assertThat(at(chart.one("Deployment"), "spec").toString()).doesNotContain("replicas");
        assertThat((List<?>) at(chart.one("PrometheusRule"), "spec", "groups")).hasSize(2);
        assertThat(at(chart.one("PrometheusRule"), "spec", "groups").toString()).contains("{{ $labels.instance }}");
    }

    @Test
    void aPod_hasNoRights_andAReadOnlyRoot() {
        Object pod = at(Rendered.with(Map.of()).one("Deployment"), "spec", "template", "spec");
        Object container = at(pod, "containers", 0);
        assertThat(at(pod, "securityContext", "runAsNonRoot")).isEqualTo(true);
        assertThat(at(pod, "automountServiceAccountToken")).isEqualTo(false);
        assertThat(at(container, "securityContext", "readOnlyRootFilesystem")).isEqualTo(true);
        assertThat(at(container, "securityContext", "allowPrivilegeEscalation")).isEqualTo(false);
        assertThat(at(container, "securityContext", "capabilities", "drop")).isEqualTo(List.of("ALL"));
    }

    @Test
    void aPod_isLiveByItself_andReadyByWhatItCanServe_andEndsInPeace() {
        Object pod = at(Rendered.with(Map.of()).one("Deployment"), "spec", "template", "spec");
        Object container = at(pod, "containers", 0);
        assertThat(at(container, "livenessProbe", "httpGet", "path")).isEqualTo("/health/live");
        assertThat(at(container, "readinessProbe", "httpGet", "path")).isEqualTo("/health/ready");
        // Longer than preStop, the drain and the leaving of the fleet together.
        assertThat((int) at(pod, "terminationGracePeriodSeconds")).isGreaterThanOrEqualTo(5 + 35);
    }

    @Test
    void theAdminPort_isNotOnTheServiceForClients() {
        List<Map<String, Object>> services = Rendered.with(Map.of()).manifests().stream()
                .filter(manifest -> "Service".equals(manifest.get("kind")))
                .toList();
        assertThat((List<?>) at(services.get(0), "spec", "ports")).hasSize(1);
        assertThat(at(services.get(0), "spec", "ports", 0, "targetPort")).isEqualTo("http");
        assertThat(at(services.get(1), "spec", "clusterIP")).isEqualTo("None");
    }

    @Test
    void theToken_comesFromASecret_andStandsNowhereElse() {
        Rendered chart = Rendered.with(Map.of());
        assertThat(at(chart.one("ConfigMap"), "data", "weir.yaml").toString())
                .contains("${WEIR_ADMIN_TOKEN}")
                .doesNotContain("of-the-operator");
        assertThat(chart.one("Deployment").toString()).doesNotContain("of-the-operator");
        assertThat(Rendered.with(Map.of("adminToken.existingSecret", "mine")).find("Secret"))
                .isEmpty();
        assertThatThrownBy(() -> Rendered.of(Map.of())).hasMessageContaining("adminToken.token: missing");
    }

    @ParameterizedTest
    @CsvSource({
        "replicas, none",
        "config.listen.port, 80",
        "config.admin.token, x",
        "service.type, External",
        "autoscaling.targetCPUUtilizationPercentage, 900",
        "serviceMonitor.interval, often",
        "replica, 3"
    })
    void aWrongValue_isRefused_andNamed(String path, String value) {
        String last = path.substring(path.lastIndexOf('.') + 1);
        assertThatThrownBy(() -> Rendered.with(Map.of(path, value))).hasMessageContaining(last);
    }

    @Test
    void theConfiguration_isOneThatTheGatewayTakes(@TempDir Path folder) throws Exception {
        Map<String, String> sentinel = new LinkedHashMap<>();
        sentinel.put("config.redis.topology", "sentinel");
        sentinel.put("config.redis.master-name", "shop");
        for (Map<String, String> values : List.of(Map.<String, String>of(), sentinel)) {
            Path file = Files.writeString(folder.resolve("weir.yaml"), (String)
                    at(Rendered.with(values).one("ConfigMap"), "data", "weir.yaml"));
            assertThat(check(file)).endsWith(": ok, 1 route, 1 origin\n");
        }
    }

    private static String check(Path file) throws IOException, InterruptedException {
        ProcessBuilder command = new ProcessBuilder("../weir", "check", "--config", file.toString());
        command.environment().put("WEIR_ADMIN_TOKEN", "a-token");
        Process check = command.redirectErrorStream(true).start();
        String said = new String(check.getInputStream().readAllBytes());
        check.waitFor();
        return said;
    }
}
