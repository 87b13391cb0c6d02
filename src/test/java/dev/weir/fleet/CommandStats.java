package dev.weir.fleet;

import dev.weir.redis.RedisServer;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How often each command was run, those within scripts too, since {@code CONFIG RESETSTAT}. */
record CommandStats(Map<String, Long> byCommand) {
    private static final Pattern LINE = Pattern.compile("cmdstat_([^:]+):calls=(\\d+)");

    /** What look-ups, leases and stores are made of, by themselves and within their scripts. */
    private static final List<String> OF_FILLS =
            List.of("get", "getrange", "set", "sadd", "smembers", "pttl", "pexpire", "del");

    static CommandStats of(RedisServer redis) {
        return new CommandStats(LINE.matcher(redis.cli("INFO", "commandstats"))
                .results()
                .collect(Collectors.toMap(match -> match.group(1), CommandStats::count)));
    }

    private static long count(MatchResult match) {
        return Long.parseLong(match.group(2));
    }

    long calls(String command) {
        return byCommand.getOrDefault(command, 0L);
    }

    /** Of leases: each extends lease and waiters, where who begins to wait extends the waiters alone. */
    long renewals() {
        return (calls("pexpire") - calls("sadd")) / 2;
    }

    /** Without what repeats as time passes: a membership is renewed by a DEL and an HSET, a lease by a GET and two PEXPIRE. */
    long ofFills() {
        return OF_FILLS.stream().mapToLong(this::calls).sum() - calls("hset") - 3 * renewals();
    }
}
