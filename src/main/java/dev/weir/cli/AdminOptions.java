package dev.weir.cli;

import java.net.URI;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code --admin} and {@code --token}, for every command that speaks to a running gateway. */
final class AdminOptions {
    static final String TOKEN_VARIABLE = "WEIR_TOKEN";

    private final Function<String, @Nullable String> environment = System::getenv;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--admin",
            paramLabel = "URL",
            description = "Admin port of any gateway of the fleet (default: ${DEFAULT-VALUE}).")
    private String admin = "http://127.0.0.1:8081";

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description =
                    "The gateway's admin.token. Better in the variable WEIR_TOKEN, where no list of processes shows it.")
    private @Nullable String token;

    /** @throws ParameterException for an address that is none */
    AdminClient client() {
        return new AdminClient(address(), token != null ? token : environment.apply(TOKEN_VARIABLE));
    }

    /** @throws ParameterException for one that is none */
    URI address() {
        try {
            URI address = URI.create(admin.endsWith("/") ? admin.substring(0, admin.length() - 1) : admin);
            boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            if (http && address.getHost() != null && address.getUserInfo() == null) {
                return address;
            }
        } catch (IllegalArgumentException malformed) {
            // said below
        }
        throw new ParameterException(
                command.commandLine(), "--admin: " + admin + " (expected: a URL such as http://127.0.0.1:8081)");
    }
}
