package dev.weir.load;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** What the origin says of its answer to the crowd's question, and what must follow from it. */
enum Kind {
    /** One answer for all: one request to the origin, the same bytes for everyone. */
    SHARED("", 200) {
        @Override
        double bound(int originLatency) {
            return 1.5 * originLatency;
        }

        @Override
        int originRequests(int clients) {
            return 1;
        }

        @Override
        int leastAtOnce(int clients) {
            return 1;
        }

        @Override
        Optional<String> wrong(Answer answer, String path, List<Answer> all) {
            if (!answer.body().equals(all.getFirst().body())) {
                return Optional.of(answer.client() + " received other bytes than "
                        + all.getFirst().client());
            }
            return pathOf(answer).equals(path) ? Optional.empty() : Optional.of("a body of " + pathOf(answer));
        }
    },
    /** An answer for one client only: one request a client, none shown to another, none waiting for another. */
    PRIVATE("?sim-cache-control=private&sim-echo=x-client", 200) {
        @Override
        double bound(int originLatency) {
            return 2.2 * originLatency;
        }

        @Override
        int originRequests(int clients) {
            return clients;
        }

        /** The first is over, and has said {@code private}, before the others set off. */
        @Override
        int leastAtOnce(int clients) {
            return clients - 1;
        }

        @Override
        Optional<String> wrong(Answer answer, String path, List<Answer> all) {
            String owner =
                    document(answer).getJsonObject("echo", new JsonObject()).getString("x-client", "nobody");
            return owner.equals(answer.client())
                    ? Optional.empty()
                    : Optional.of(answer.client() + " received the body of " + owner);
        }
    },
    /**
     * None for ten seconds, before gateways that wait two: one request to the origin, one wait for all, and no second one
     * behind it.
     */
    HANGING("?sim-latency=10s", 504) {
        @Override
        double bound(int originLatency) {
            return 3_000;
        }

        @Override
        int originRequests(int clients) {
            return 1;
        }

        @Override
        int leastAtOnce(int clients) {
            return 1;
        }

        @Override
        Optional<String> wrong(Answer answer, String path, List<Answer> all) {
            return Optional.empty();
        }
    };

    private final String query;
    private final int status;

    Kind(String query, int status) {
        this.query = query;
        this.status = status;
    }

    /** What makes the simulated origin answer in this way; empty for as it is configured. */
    String query() {
        return query;
    }

    /** What every client is answered with. */
    int status() {
        return status;
    }

    /** The longest wait allowed, in milliseconds. */
    abstract double bound(int originLatency);

    abstract int originRequests(int clients);

    abstract int leastAtOnce(int clients);

    /** Why a whole answer with the right status is not this client's, or empty. */
    abstract Optional<String> wrong(Answer answer, String path, List<Answer> all);

    private static String pathOf(Answer answer) {
        return document(answer).getString("path", "no path");
    }

    private static JsonObject document(Answer answer) {
        try {
            return new JsonObject(answer.body());
        } catch (DecodeException notJson) {
            return new JsonObject();
        }
    }
}
