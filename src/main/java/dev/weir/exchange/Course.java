package dev.weir.exchange;

/**
 * How far a request has come.
 *
 * @param attempts how often it was sent to look again, because a flight was over before it could board
 * @param joinedNext it came too late for the response of one fill, and joined the next
 */
record Course(int attempts, boolean joinedNext) {
    static final Course BEGUN = new Course(0, false);

    Course again() {
        return new Course(attempts + 1, joinedNext);
    }

    Course joiningNext() {
        return new Course(attempts, true);
    }
}
