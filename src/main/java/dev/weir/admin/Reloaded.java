package dev.weir.admin;

import java.util.List;

/** What became of reading the configuration again. */
public sealed interface Reloaded {
    /**
     * It is right; what can change while the gateway runs is as it says.
     *
     * @param changed one line a value that is another now; empty where none is
     * @param afterRestart keys of what is another only after a restart
     */
    record Applied(List<String> changed, List<String> afterRestart) implements Reloaded {}

    /** It has mistakes, and nothing was changed. */
    record Refused(List<Fault> faults) implements Reloaded {
        /** @param line from 1; 0 where it is the file as a whole */
        public record Fault(int line, String text) {}
    }

    /** What it wants could not be had, and nothing was changed. */
    record Failed(String why) implements Reloaded {}

    /** This gateway was started without a file. */
    record NoFile() implements Reloaded {}
}
