package dev.weir.redis;

/** The right to subscribe to the channels of a fleet, for the operator who forgot it. */
final class ChannelRight {
    private ChannelRight() {}

    /**
     * What is missing, and what that costs.
     *
     * @param refusal of {@code SUBSCRIBE}; Redis says in it whether it lacks the command or the channel
     * @param channels pattern of them
     */
    static String missing(Endpoint endpoint, Throwable refusal, String channels) {
        boolean command = String.valueOf(refusal.getMessage()).contains("no permissions to run");
        String lacks = command ? "+subscribe" : "&" + channels;
        return "Redis at " + endpoint + ": the user may not SUBSCRIBE to " + channels + " (expected among its rights: "
                + lacks + "); until it may, fills of other gateways are waited for until their lease runs out, and"
                + " purges are confirmed later";
    }
}
