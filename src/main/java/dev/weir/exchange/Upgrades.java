package dev.weir.exchange;

import dev.weir.message.Body;
import dev.weir.message.FieldLines;
import dev.weir.message.ResponseHead;
import dev.weir.origin.Origin;
import dev.weir.origin.Switch;
import dev.weir.policy.CacheStatus;
import dev.weir.policy.ClientHead;
import dev.weir.policy.ForwardReason;
import dev.weir.policy.PassRequest;
import dev.weir.policy.UpgradePolicy;
import dev.weir.route.Route;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Requests that ask to leave HTTP, on routes that allow it: never looked up, shared or stored, whatever comes back. */
final class Upgrades {
    private Upgrades() {}

    /** The protocol that a request asks for and may have; null for none. */
    static @Nullable String protocol(ClientRequest client, Route route) {
        return route.upgrades().isEmpty() || !(client.body() instanceof Body.Empty)
                ? null
                : UpgradePolicy.protocol(client.head(), route.upgrades());
    }

    static Future<Reply> pass(ClientRequest client, Route route, Origin origin, String protocol) {
        return origin.upgrade(PassRequest.of(client.head()), protocol, client.whenGone())
                .map(answer -> switch (answer) {
                    case Switch.Switched switched -> switched(switched, route, protocol);
                    case Switch.Answered answered ->
                        Forwarding.reply(answered.response(), route.name(), Outcome.PASSED, ForwardReason.BYPASS);
                })
                .recover(cause -> Forwarding.failed(cause, route.name(), ForwardReason.BYPASS));
    }

    private static Reply switched(Switch.Switched switched, Route route, String protocol) {
        ResponseHead passed = ClientHead.passed(switched.head());
        ResponseHead head = passed.with(FieldLines.builder()
                .addAll(passed.headers())
                .add("Connection", "Upgrade")
                .add("Upgrade", protocol)
                .build());
        CacheStatus status = new CacheStatus(false, ForwardReason.BYPASS, head.status(), false, false, null, null);
        Tunnel tunnel = new Tunnel(switched.socket(), route.onward().quiet());
        return Reply.switching(head, new Explanation(route.name(), Outcome.PASSED, status), tunnel);
    }
}
