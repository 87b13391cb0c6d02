package dev.weir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * The terminal while something is shown on it that changes: on its second screen, so that the first is as before when it is
 * closed.
 */
final class TopScreen implements AutoCloseable {
    private static final String ENTER = "\u001b[?1049h\u001b[?25l";
    private static final String LEAVE = "\u001b[?25h\u001b[?1049l";
    private static final String HOME = "\u001b[H";
    private static final String END_OF_LINE = "\u001b[K\r\n";
    private static final String BELOW = "\u001b[J";
    private static final int USUAL_WIDTH = 80;
    private static final int USUAL_HEIGHT = 24;

    private final Terminal terminal;
    private final Attributes before;
    private boolean closed;

    private TopScreen(Terminal terminal) {
        this.terminal = terminal;
        this.before = terminal.enterRawMode();
    }

    static TopScreen open() throws IOException {
        TopScreen screen =
                new TopScreen(TerminalBuilder.builder().system(true).dumb(true).build());
        screen.write(ENTER);
        return screen;
    }

    /** Calls back once for {@code q}, Ctrl-C, Ctrl-D, or the end of the input. */
    void onQuit(Runnable quit) {
        terminal.handle(Terminal.Signal.INT, signal -> quit.run());
        Thread keys = new Thread(
                () -> {
                    awaitQuit();
                    quit.run();
                },
                "keys");
        keys.setDaemon(true);
        keys.start();
    }

    private void awaitQuit() {
        try {
            int key = terminal.reader().read();
            while (key >= 0 && "qQ\u0003\u0004".indexOf(key) < 0) {
                key = terminal.reader().read();
            }
        } catch (IOException closedInput) {
            // No more keys are to come.
        }
    }

    int width() {
        return terminal.getWidth() > 0 ? terminal.getWidth() : USUAL_WIDTH;
    }

    void show(List<String> lines) {
        int height = terminal.getHeight() > 0 ? terminal.getHeight() : USUAL_HEIGHT;
        write(HOME + String.join(END_OF_LINE, lines.subList(0, Math.min(lines.size(), height))) + "\u001b[K" + BELOW);
    }

    private void write(String text) {
        PrintWriter out = terminal.writer();
        out.print(text);
        out.flush();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            write(LEAVE);
            terminal.setAttributes(before);
        }
    }
}
