package dev.weir.redis;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why there is no connection, in words for the operator: which server, which setting, and never a secret. */
final class DialFailure extends Exception {
    private static final long serialVersionUID = 1L;

    DialFailure(String message) {
        super(message, null, false, false);
    }

    static DialFailure of(Endpoint endpoint, Throwable cause) {
        return cause instanceof DialFailure told
                ? told
                : new DialFailure("Redis at " + endpoint + ": " + reason(endpoint, cause));
    }

    private static String reason(Endpoint endpoint, Throwable cause) {
        String refused = ErrorReply.isFromServer(cause) ? refusal(endpoint, cause) : null;
        if (refused != null) {
            return refused;
        }
        return endpoint.tls() ? ofTls(cause) : ErrorReply.describe(cause);
    }

    private static @Nullable String refusal(Endpoint endpoint, Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (message.startsWith("WRONGPASS") || message.contains("invalid password")) {
            return "wrong user or password (WRONGPASS)";
        }
        if (message.startsWith("NOAUTH")) {
            return "a password is required, and none is configured (NOAUTH)";
        }
        if (message.contains("cluster support disabled")) {
            return "is no node of a Cluster";
        }
        if (message.contains("No such master")) {
            return "knows no master of that name (redis.master-name)";
        }
        if (message.contains("DB index")) {
            return "unknown database " + endpoint.database();
        }
        return null;
    }

    private static String ofTls(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof CertPathBuilderException || cause instanceof CertPathValidatorException) {
                return "its certificate is not signed by an authority that is trusted (redis.tls.ca)";
            }
            if (cause instanceof CertificateException && message.startsWith("No ")) {
                return "its certificate is for another host name";
            }
            if (cause instanceof SSLException
                    && message.toLowerCase(Locale.ROOT).contains("certificate_required")) {
                return "it wants a client certificate (redis.tls.certificate)";
            }
        }
        return failure instanceof SSLException ? "TLS: " + failure.getMessage() : ErrorReply.describe(failure);
    }
}
