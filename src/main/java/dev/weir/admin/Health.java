package dev.weir.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the gateway can serve, check by check. */
public record Health(List<Check> checks) {
    /** Whether every check is up. */
    public boolean isUp() {
        return checks.stream().allMatch(Check::up);
    }

    /**
     * One named condition.
     *
     * @param reason why it is down, or a remark; without secrets, for health is shown to everyone
     */
    public record Check(String name, boolean up, @Nullable String reason) {
        public static Check up(String name) {
            return new Check(name, true, null);
        }

        public static Check down(String name, String reason) {
            return new Check(name, false, reason);
        }
    }
}
