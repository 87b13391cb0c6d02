package dev.weir.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Lua script, run by its digest; where Redis does not know it (after a restart or a failover) its source is sent, which
 * also makes it known.
 */
record Script(RedisCommand command, String source, String digest) {
    static final Script ACQUIRE = load(RedisCommand.ACQUIRE, "acquire.lua");
    static final Script SETTLE = load(RedisCommand.SETTLE, "settle.lua");
    static final Script RENEW = load(RedisCommand.RENEW, "renew.lua");
    static final Script UNLINK = load(RedisCommand.UNLINK, "unlink.lua");
    static final Script LOG_APPEND = load(RedisCommand.APPEND, "log.lua", "log-append.lua");
    static final Script LOG_JOIN = load(RedisCommand.FOLLOW, "log.lua", "log-join.lua");
    static final Script LOG_RENEW = load(RedisCommand.FOLLOW, "log.lua", "log-renew.lua");
    static final Script LOG_LEAVE = load(RedisCommand.APPEND, "log.lua", "log-leave.lua");

    /** One script of several parts. */
    private static Script load(RedisCommand command, String... resources) {
        try {
            String source = Stream.of(resources).map(Script::read).collect(Collectors.joining());
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(source.getBytes(UTF_8));
            return new Script(command, source, HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-1", e);
        }
    }

    private static String read(String resource) {
        try (InputStream in = Script.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + ": not in the jar");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Future<Response> run(RedisLink link, List<byte[]> keys, List<byte[]> arguments) {
        return link.send(command, keys.getFirst(), request(Command.EVALSHA, digest, keys, arguments))
                .recover(failure -> ErrorReply.is(failure, "NOSCRIPT")
                        ? link.send(command, keys.getFirst(), request(Command.EVAL, source, keys, arguments))
                        : Future.failedFuture(failure));
    }

    private static Request request(Command how, String script, List<byte[]> keys, List<byte[]> arguments) {
        Request request = Request.cmd(how).arg(script).arg(keys.size());
        keys.forEach(request::arg);
        arguments.forEach(request::arg);
        return request;
    }
}
