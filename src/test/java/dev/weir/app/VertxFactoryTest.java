package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.http.Doors;
import dev.weir.testing.Async;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.Test;

class VertxFactoryTest {
    /** Else it would unpack them into a folder that stays behind when the process is killed. */
    @Test
    void filesAreThoseOfTheMachine_andNotOfTheClassPath() {
        Vertx vertx = VertxFactory.create(new SimpleMeterRegistry(), 1, new Doors());
        try {
            assertThat(vertx.fileSystem().existsBlocking("weir.schema.json")).isFalse();
            assertThat(vertx.fileSystem().existsBlocking("pom.xml")).isTrue();
        } finally {
            Async.await(vertx.close());
        }
    }
}
