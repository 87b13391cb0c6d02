package dev.weir.redis;

/** What a server must be for a connection to be of use. */
enum Role {
    MASTER("master"),
    REPLICA("replica"),
    /** Subscriptions, and questions about the others. */
    ANY("");

    private final String word;

    Role(String word) {
        this.word = word;
    }

    /** @param said by the server of itself; older ones say slave */
    boolean isMetBy(String said) {
        return switch (this) {
            case MASTER -> said.equals(word);
            case REPLICA -> said.equals(word) || said.equals("slave");
            case ANY -> true;
        };
    }

    @Override
    public String toString() {
        return word;
    }
}
