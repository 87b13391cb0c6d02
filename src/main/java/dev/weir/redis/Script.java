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

/**
 * A Lua script, run by its digest; where Redis does not know it (after a restart or a failover) its source is sent, which
 * also makes it known.
 */
record Script(RedisCommand command, String source, String digest) {
    static final Script ACQUIRE = load(RedisCommand.ACQUIRE, "acquire.lua");
    static final Script SETTLE = load(RedisCommand.SETTLE, "settle.lua");
    static final Script RENEW = load(RedisCommand.RENEW, "renew.lua");

    private static Script load(RedisCommand command, String resource) {
        try (InputStream in = Script.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + ": not in the jar");
            }
            byte[] source = in.readAllBytes();
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(source);
            return new Script(command, new String(source, UTF_8), HexFormat.of().formatHex(digest));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-1", e);
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
