package dev.weir.cli;

import dev.weir.app.Weir;
import picocli.CommandLine.Command;

/** {@code weir quickstart}: a gateway with a Redis and a slow origin of its own, and what to try with them. */
@Command(
        name = "quickstart",
        description = "Runs a gateway, and says what to try with it.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class)
final class QuickstartCommand extends RunCommand {
    @Override
    String announcement(Weir weir) {
        String gateway = weir.address();
        String redis = weir.ownRedis().orElse("none: every request asks the origin, concurrent ones share the answer");
        StringBuilder text = new StringBuilder("\nWeir serves. Ctrl-C stops everything it started.\n\n");
        text.append("  gateway  ").append(gateway).append('\n');
        text.append("  admin    ").append(weir.adminAddress()).append("  (/metrics, /health/ready, /v1/status)\n");
        text.append("  redis    ").append(redis).append('\n');
        weir.simulations()
                .forEach(origin -> text.append("  origin   ").append(origin).append("  (simulated, slow)\n"));
        text.append("\nTry:\n\n");
        text.append("  curl -i ").append(gateway).append("/products/1    # a miss: as slow as the origin\n");
        text.append("  curl -i ").append(gateway).append("/products/1    # a hit: about a millisecond\n");
        text.append("  curl -s -H 'Content-Type: application/json' -d '{\"groups\":[\"products\"]}' ")
                .append(weir.adminAddress())
                .append("/v1/purge    # a purge: the next is a miss\n");
        weir.simulations().stream()
                .limit(1)
                .forEach(origin -> text.append("  curl -s ")
                        .append(origin)
                        .append("/__sim/stats  # what the origin was asked: once\n"));
        return text.toString();
    }
}
