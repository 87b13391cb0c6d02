package dev.weir.telemetry;

/** Told of what the access log could not hold or write. Any thread. */
public interface AccessLogObserver {
    void dropped(int lines);
}
