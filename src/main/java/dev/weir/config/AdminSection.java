package dev.weir.config;

import dev.weir.admin.AdminSettings;
import java.util.Optional;
import java.util.Set;

/** {@code admin}: where the operator connects; guarded by a token as soon as others than this machine can reach it. */
final class AdminSection {
    private AdminSection() {}

    /** @param taken the ports clients connect to, or 0 for any free one */
    static AdminSettings read(Section admin, Set<Integer> taken) {
        String host = admin.get("host", Addresses.LISTEN, "127.0.0.1");
        int port = admin.get("port", Numbers.PORT, 8081);
        Optional<String> token = admin.find("token", Texts.TOKEN);
        if (port != 0 && taken.contains(port) && admin.self().isSound("port")) {
            admin.at("port").report(Integer.toString(port), "another port than those of listen, or 0 for a free one");
        }
        if (admin.at("token").isAbsent() && !Addresses.isLoopback(host)) {
            admin.at("token").report("missing", "a token, because admin.host " + host + " is not a loopback address");
        }
        return new AdminSettings(host, port, token.orElse(null), admin.list("hosts", Addresses.ADMIN_HOST));
    }
}
