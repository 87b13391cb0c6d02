package dev.weir.origin;

import dev.weir.origin.OriginSettings.Protocol;
import dev.weir.origin.OriginSettings.Tls;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How the client library is set up for a server. */
final class ClientSetup {
    private ClientSetup() {}

    static HttpClientAgent client(Vertx vertx, OriginSettings settings, Target target) {
        return vertx.httpClientBuilder()
                .with(options(settings, target))
                .with(pool(settings, target))
                .withConnectHandler(InterimFilter::addTo)
                .build();
    }

    /**
     * Room for as many requests at once as the origin may get, whatever the version turns out to be: over HTTP/2 a
     * connection is opened when those there are have no stream left, or none is there yet. The library multiplies the
     * two sizes as integers.
     */
    private static PoolOptions pool(OriginSettings settings, Target target) {
        int most = settings.maxConcurrent();
        return switch (versions(settings.link().protocol(), target.isSecure())) {
            case ONE -> new PoolOptions().setHttp1MaxSize(most).setHttp2MaxSize(1);
            case TWO -> new PoolOptions().setHttp1MaxSize(1).setHttp2MaxSize(most);
            case EITHER ->
                new PoolOptions().setHttp1MaxSize(most).setHttp2MaxSize(Math.min(most, Integer.MAX_VALUE / most));
        };
    }

    private enum Versions {
        ONE,
        TWO,
        EITHER
    }

    private static Versions versions(Protocol protocol, boolean secure) {
        return switch (protocol) {
            case HTTP_1 -> Versions.ONE;
            case HTTP_2 -> Versions.TWO;
            case AUTO -> secure ? Versions.EITHER : Versions.ONE;
        };
    }

    private static HttpClientOptions options(OriginSettings settings, Target target) {
        int keepAlive = seconds(settings.link().keepAlive());
        HttpClientOptions options = new HttpClientOptions()
                .setKeepAlive(true)
                .setKeepAliveTimeout(keepAlive)
                .setHttp2KeepAliveTimeout(keepAlive)
                .setConnectTimeout(Math.toIntExact(settings.times().connect().toMillis()))
                .setTcpNoDelay(true)
                .setDecompressionSupported(false)
                .setHttp2ClearTextUpgrade(false)
                .setHttp2ConnectionWindowSize(connectionWindow(settings.maxConcurrent()));
        if (target.isSecure()) {
            secure(options, settings, target);
        }
        return switch (versions(settings.link().protocol(), target.isSecure())) {
            case ONE -> options.setProtocolVersion(HttpVersion.HTTP_1_1);
            case TWO ->
                options.setProtocolVersion(HttpVersion.HTTP_2)
                        .setUseAlpn(target.isSecure())
                        .setAlpnVersions(List.of(HttpVersion.HTTP_2));
            case EITHER ->
                options.setProtocolVersion(HttpVersion.HTTP_2)
                        .setUseAlpn(true)
                        .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1));
        };
    }

    private static void secure(HttpClientOptions options, OriginSettings settings, Target target) {
        Tls tls = settings.link().tls();
        options.setSsl(true)
                .setForceSni(!Target.isAddress(target.serverName())) // RFC 6066 §3: names alone
                .setSslHandshakeTimeout(settings.times().connect().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setVerifyHost(tls.verify())
                .setTrustAll(!tls.verify());
        if (!tls.authority().isEmpty()) {
            options.setTrustOptions(new PemTrustOptions().addCertPath(tls.authority()));
        }
        if (!tls.certificate().isEmpty()) {
            options.setKeyCertOptions(
                    new PemKeyCertOptions().addCertPath(tls.certificate()).addKeyPath(tls.key()));
        }
    }

    /**
     * Streams share a connection's window. Were it no larger than theirs, one response whose reader is slow would hold up
     * all the others (RFC 9113 §5.2).
     */
    private static int connectionWindow(int streams) {
        return Math.toIntExact(
                Math.min(Integer.MAX_VALUE, (long) Http2Settings.DEFAULT_INITIAL_WINDOW_SIZE * (streams + 1L)));
    }

    /** The library counts whole ones. */
    private static int seconds(Duration keepAlive) {
        return Math.toIntExact(Math.max(1, keepAlive.toSeconds()));
    }
}
