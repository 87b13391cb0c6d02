package dev.weir.redis;

/** Where a link stands. Connecting leads to Up or Resting, Up to Resting, Resting to Connecting, and all to Closed. */
sealed interface LinkState {
    /** An attempt is under way; what arrives for another one is late and closed. */
    record Connecting(long number) implements LinkState {}

    record Up(Wire wire) implements LinkState {}

    /** Waiting for the next attempt. */
    record Resting(long timer) implements LinkState {}

    record Closed() implements LinkState {}
}
