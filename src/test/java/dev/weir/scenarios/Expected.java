package dev.weir.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one request has to lead to: requests at the origin, status, body, Age, Cache-Status, and what else is asked.
 *
 * <p>Unless told otherwise status and body are what the origin said last.
 */
final class Expected {
    /** Requests at the origin that are not this request's doing. */
    static final int ANY = -1;

    /** A Cache-Status that the scenario looks at by itself. */
    static final String OPEN = "?";

    private int originRequests;
    private @Nullable Integer status;
    private @Nullable String body;
    private @Nullable Long age;
    private boolean anyBody;
    private String cacheStatus = "";
    private final List<Consumer<Exchanged>> more = new ArrayList<>();

    void origin(int requests, String memberStart) {
        originRequests = requests;
        cacheStatus = memberStart;
    }

    void status(int expected) {
        status = expected;
    }

    void body(String expected) {
        body = expected;
    }

    /** The gateway's, which no scenario spells out. */
    void bodyOfItsOwn() {
        anyBody = true;
    }

    /** @param seconds null for no Age field, or 0 on what was fetched just now */
    void age(@Nullable Long seconds) {
        age = seconds;
    }

    void also(Consumer<Exchanged> check) {
        more.add(check);
    }

    void check(Exchanged done) {
        String shown = "status " + done.reply().status() + ", Cache-Status: "
                + done.reply().cacheStatus() + ", Age: " + done.reply().field("age") + ", body: "
                + done.reply().body();
        if (originRequests != ANY) {
            assertThat(done.seen()).as("requests at the origin; %s", shown).hasSize(originRequests);
        }
        assertThat(done.reply().status())
                .as("status; %s", shown)
                .isEqualTo(status == null ? done.originStatus() : status);
        if (!anyBody) {
            String wanted = body == null ? done.originBody() : body;
            assertThat(done.reply().body()).as("body; %s", shown).isEqualTo(wanted);
        }
        checkAge(done, shown);
        checkCacheStatus(done, shown);
        more.forEach(check -> check.accept(done));
    }

    private void checkAge(Exchanged done, String shown) {
        String shownAge = done.reply().field("age");
        if (age == null) {
            assertThat(shownAge).as("Age; %s", shown).isIn(null, "0");
        } else {
            assertThat(shownAge).as("Age; %s", shown).isEqualTo(Long.toString(age));
        }
    }

    private void checkCacheStatus(Exchanged done, String shown) {
        String member = done.reply().cacheStatus();
        if (cacheStatus.isEmpty()) {
            assertThat(member).as("Cache-Status; %s", shown).isNull();
        } else if (!cacheStatus.equals(OPEN)) {
            assertThat(member + ";").as("Cache-Status; %s", shown).contains("weir; " + cacheStatus + ";");
        }
    }
}
