package dev.weir.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConfigWatchTest {
    private final ConfigWatch watch = new ConfigWatch("a".getBytes(UTF_8));

    private boolean isDue(String content, String read) {
        return watch.isDue(content.getBytes(UTF_8), read.getBytes(UTF_8));
    }

    @Test
    void aFileThatStaysTheSame_isNeverDue() {
        assertThat(isDue("a", "a")).isFalse();
        assertThat(isDue("a", "a")).isFalse();
    }

    @Test
    void aFileThatIsBeingWritten_isDueOnceItRests() {
        assertThat(isDue("", "a")).isFalse();
        assertThat(isDue("half", "a")).isFalse();
        assertThat(isDue("whole", "a")).isFalse();
        assertThat(isDue("whole", "a")).isTrue();
        assertThat(isDue("whole", "whole")).isFalse();
    }

    @Test
    void aFileThatComesBackToWhatWasRead_isNotDue() {
        assertThat(isDue("b", "a")).isFalse();
        assertThat(isDue("a", "a")).isFalse();
        assertThat(isDue("a", "a")).isFalse();
    }
}
