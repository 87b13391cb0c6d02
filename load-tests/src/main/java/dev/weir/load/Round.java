package dev.weir.load;

import java.util.List;
import java.util.stream.Stream;

/**
 * What one round on one cold key came to.
 *
 * @param origin the origin's own count over the round
 * @param p50 median wait of a client, in milliseconds
 * @param slowest longest wait of a client, in milliseconds
 * @param faults what is wrong whatever the times are
 */
record Round(Origin.Count origin, double p50, double slowest, List<String> faults) {

    static Round of(Kind kind, String path, List<Answer> answers, Origin.Count origin) {
        double[] waits = answers.stream().mapToDouble(Answer::millis).sorted().toArray();
        return new Round(origin, waits[waits.length / 2], waits[waits.length - 1], faults(kind, path, answers, origin));
    }

    private static List<String> faults(Kind kind, String path, List<Answer> answers, Origin.Count origin) {
        int clients = answers.size();
        var counts = Stream.of(
                        origin.total() == kind.originRequests(clients)
                                ? ""
                                : "origin requests: %d (expected: %d)"
                                        .formatted(origin.total(), kind.originRequests(clients)),
                        origin.atOnce() >= kind.leastAtOnce(clients)
                                ? ""
                                : "at once: %d (expected: >= %d)".formatted(origin.atOnce(), kind.leastAtOnce(clients)))
                .filter(fault -> !fault.isEmpty());
        return Stream.concat(counts, answers.stream().flatMap(answer -> fault(kind, path, answer, answers)))
                .toList();
    }

    private static Stream<String> fault(Kind kind, String path, Answer answer, List<Answer> all) {
        return answer.status() == kind.status()
                ? kind.wrong(answer, path, all).stream()
                : Stream.of("%s: %d %.60s".formatted(answer.client(), answer.status(), firstLine(answer)));
    }

    private static String firstLine(Answer answer) {
        return answer.body().lines().findFirst().orElse("");
    }
}
