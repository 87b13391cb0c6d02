package dev.weir.app;

import dev.weir.http.DoorTransport;
import dev.weir.http.Doors;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;

/** Makes the Vert.x instance of a gateway: native transport where there is one, its meters in the given registry. */
final class VertxFactory {
    private VertxFactory() {}

    /**
     * Leaves out what Weir counts itself, by route and outcome, and what would cost every packet; and the folder in which
     * Vert.x would unpack files of the class path, which nothing here reads, and which a process that is killed leaves behind.
     *
     * @param eventLoops of the data plane; admin plane and simulated origins share them
     * @param doors that connections come in by
     */
    static Vertx create(MeterRegistry registry, int eventLoops, Doors doors) {
        MicrometerMetricsOptions metrics = new MicrometerMetricsOptions()
                .setEnabled(true)
                .setJvmMetricsEnabled(true)
                .addDisabledMetricsCategory(MetricsDomain.HTTP_SERVER)
                .addDisabledMetricsCategory(MetricsDomain.HTTP_CLIENT)
                .addDisabledMetricsCategory(MetricsDomain.NET_SERVER)
                .addDisabledMetricsCategory(MetricsDomain.NET_CLIENT)
                .addDisabledMetricsCategory("redis");
        return Vertx.builder()
                .with(new VertxOptions()
                        .setEventLoopPoolSize(eventLoops)
                        .setFileSystemOptions(new FileSystemOptions()
                                .setFileCachingEnabled(false)
                                .setClassPathResolvingEnabled(false))
                        .setMetricsOptions(metrics))
                .withTransport(DoorTransport.with(doors))
                .withMetrics(new MicrometerMetricsFactory(registry))
                .build();
    }
}
