package dev.weir.fleet;

import dev.weir.app.Surroundings;
import dev.weir.app.Weir;
import dev.weir.config.ConfigReader;
import dev.weir.config.Configuration;
import dev.weir.invalidation.Purges;
import dev.weir.message.CacheKey;
import dev.weir.message.Fence;
import dev.weir.message.StoredResponse;
import dev.weir.message.Verdict;
import dev.weir.testing.Async;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;

/** A gateway that follows the log and confirms purges, but does not look at the fence of what it serves. */
final class UnfencedMain {
    private UnfencedMain() {}

    /** @param arguments {@code run --config FILE}, as of the real one */
    public static void main(String[] arguments) throws InterruptedException {
        Configuration read = new ConfigReader(System::getenv).read(Path.of(arguments[2]));
        if (!(read instanceof Configuration.Accepted accepted)) {
            throw new IllegalArgumentException(read.toString());
        }
        Surroundings surroundings = new Surroundings(
                InstantSource.system(), () -> ThreadLocalRandom.current().nextDouble(), UnfencedMain::unfenced);
        Weir weir = Async.await(Weir.start(accepted.settings(), surroundings));
        System.out.println("weir: serving " + weir.address() + ", admin " + weir.adminAddress());
        new CountDownLatch(1).await();
    }

    private static Purges unfenced(Purges purges) {
        return new Purges() {
            @Override
            public Fence applied() {
                return purges.applied();
            }

            @Override
            public Fence position() {
                return purges.position();
            }

            @Override
            public Verdict verdict(StoredResponse stored, Fence position) {
                return Verdict.NONE;
            }

            @Override
            public Fence newest(CacheKey resource, List<String> groups) {
                return purges.newest(resource, groups);
            }
        };
    }
}
