package dev.weir.telemetry;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;

/** The log as people read it: a line an event; what a request smuggled into one cannot begin another. */
public final class LogText extends PatternLayoutEncoder {
    public LogText() {
        setPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0}: %replace(%msg){'\\p{Cntrl}','?'}%n");
    }
}
