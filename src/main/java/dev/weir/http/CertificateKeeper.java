package dev.weir.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the certificates of the data plane as their files have them: looks at the files every so often and tells what has
 * changed. What cannot be used changes nothing, and is said once.
 */
public final class CertificateKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateKeeper.class);

    private final Vertx vertx;
    private volatile TlsSettings settings;
    private final EdgeObserver observer;
    private volatile @Nullable Certificates current;
    private volatile String complaint = "";
    private volatile long timer = -1;
    private volatile boolean closed;
    private volatile Consumer<ServerSSLOptions> changed = none -> {};

    private CertificateKeeper(Vertx vertx, TlsSettings settings, EdgeObserver observer) {
        this.vertx = vertx;
        this.settings = settings;
        this.observer = observer;
    }

    /** Reads them for the first time; fails with {@link BadCertificate} where they cannot be used. */
    public static Future<CertificateKeeper> open(Vertx vertx, TlsSettings settings, EdgeObserver observer) {
        CertificateKeeper keeper = new CertificateKeeper(vertx, settings, observer);
        return keeper.read(settings).map(first -> {
            keeper.current = first;
            return keeper;
        });
    }

    /**
     * Looks at the files from now on.
     *
     * @param changed takes what new connections are to be greeted with
     */
    public void watch(Consumer<ServerSSLOptions> changed) {
        this.changed = changed;
        watchOn();
    }

    private void watchOn() {
        if (!closed) {
            timer = vertx.setTimer(settings.reloadInterval().toMillis(), due -> look().onComplete(either -> watchOn()));
        }
    }

    /**
     * Reads what other settings name, of which the port is to be the same; fails with {@link BadCertificate}.
     *
     * @return makes them hold for new connections
     */
    public Future<Runnable> becoming(TlsSettings other) {
        return read(other).map(found -> () -> {
            settings = other;
            use(found);
        });
    }

    /** Looks no more. */
    public void close() {
        closed = true;
        vertx.cancelTimer(timer);
    }

    /** When the first of the certificates that are served is no longer valid. */
    public Instant expiry() {
        Certificates certificates = current;
        return certificates == null ? Instant.MAX : certificates.expiry();
    }

    /** @param only the one port that is written without TLS */
    int port(int only) {
        return settings.portBeside(only);
    }

    private Future<Boolean> look() {
        return read(settings).map(this::replace).otherwise(this::complain);
    }

    private Future<Certificates> read(TlsSettings of) {
        return vertx.executeBlocking(() -> new CertificateFiles(vertx).read(of.certificates()), false);
    }

    private boolean replace(Certificates found) {
        complaint = "";
        if (found.sameAs(current)) {
            return false;
        }
        use(found);
        observer.reloaded(EdgeObserver.Reload.LOADED);
        LOG.info("New connections get the certificates that stand in the files now.");
        return true;
    }

    private void use(Certificates found) {
        current = found;
        changed.accept(options());
    }

    private boolean complain(Throwable why) {
        String reason = String.valueOf(why.getMessage());
        if (!reason.equals(complaint)) {
            complaint = reason;
            observer.reloaded(EdgeObserver.Reload.REFUSED);
            LOG.warn("The certificates stay as they are: {}.", reason);
        }
        return false;
    }

    /** What handshakes are made with. */
    ServerSSLOptions options() {
        Certificates certificates = current;
        if (certificates == null) {
            throw new IllegalStateException("not open");
        }
        ServerSSLOptions options = new ServerSSLOptions()
                .setKeyCertOptions(KeyCertOptions.wrap(certificates))
                .setClientAuth(ClientAuth.NONE)
                .setEnabledSecureTransportProtocols(versions());
        settings.ciphers().forEach(options::addEnabledCipherSuite);
        return options;
    }

    private Set<String> versions() {
        return new LinkedHashSet<>(
                switch (settings.minVersion()) {
                    case TLS_1_2 -> List.of("TLSv1.2", "TLSv1.3");
                    case TLS_1_3 -> List.of("TLSv1.3");
                });
    }
}
