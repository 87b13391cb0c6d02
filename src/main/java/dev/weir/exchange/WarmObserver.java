package dev.weir.exchange;

/** Sees what is fetched before clients ask for it; implemented by the meters. Any thread; must not fail. */
public interface WarmObserver {
    void warmed(WarmOutcome outcome);
}
