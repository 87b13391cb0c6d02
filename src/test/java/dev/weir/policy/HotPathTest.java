package dev.weir.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.weir.message.RequestHead;
import dev.weir.message.StoredResponse;
import dev.weir.message.Verdict;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What a hit allocates in the decisions it passes, in bytes, without help from the compiler. */
class HotPathTest {
    private static final int ROUNDS = 1_000;

    @Test
    void plainHit_allocatesNextToNothing() {
        RequestHead request = Given.get("Host", "shop.example", "Accept", "*/*", "User-Agent", "x");
        StoredResponse stored =
                Given.stored(Given.fresh(), "ETag", "\"a\"", "Date", Given.NOW_DATE, "Cache-Control", "max-age=60");
        ReuseQuestion q = new ReuseQuestion(request, stored, Verdict.NONE, ForwardReason.URI_MISS, Given.after(1));
        Runnable hit = () -> {
            LookupPolicy.decide(request, CachingRules.ORIGIN_ONLY);
            ReusePolicy.decide(q);
            Preconditions.decide(request, stored.head());
        };
        // The decision, and the durations of the age arithmetic: nothing that grows with the message.
        assertThat(bytesEach(hit)).isLessThan(256);
    }

    private static long bytesEach(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        work.run();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < ROUNDS; i++) {
            work.run();
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / ROUNDS;
    }
}
