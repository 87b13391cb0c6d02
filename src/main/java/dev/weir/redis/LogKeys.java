package dev.weir.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** Where the purge log of a namespace stands: {@code weir:{<ns>}:log} and what belongs to it, in one Cluster slot. */
final class LogKeys {
    private final String namespace;
    private final String log;

    LogKeys(String namespace) {
        this.namespace = namespace;
        this.log = "weir:{" + namespace + "}:log";
    }

    String log() {
        return log;
    }

    /** Names the slot that all of them are in. */
    byte[] slot() {
        return log.getBytes(UTF_8);
    }

    /** The keys of every script of the log, in their order. */
    List<byte[]> all() {
        return List.of(
                log.getBytes(UTF_8),
                ("weir:{" + namespace + "}:nodes").getBytes(UTF_8),
                ("weir:{" + namespace + "}:none").getBytes(UTF_8));
    }

    /** The channel on which a node is told. */
    String inbox(String node) {
        return "weir:" + namespace + ":in:" + node;
    }
}
