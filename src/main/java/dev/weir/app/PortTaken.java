package dev.weir.app;

import java.net.BindException;

/** An address that the configuration wants is in use. */
public final class PortTaken extends Exception {
    private static final long serialVersionUID = 1L;

    /** The part of the configuration that names the address. */
    public enum Section {
        LISTEN("--port"),
        ADMIN("--admin-port");

        private final String flag;

        Section(String flag) {
            this.flag = flag;
        }

        /** The command line's option that chooses another. */
        public String flag() {
            return flag;
        }
    }

    private final Section section;

    PortTaken(Section section, String host, int port, Throwable cause) {
        super(host + ":" + port + " is taken", cause);
        this.section = section;
    }

    /** The cause, if it is another. */
    static Throwable named(Throwable cause, Section section, String host, int port) {
        return isTaken(cause) ? new PortTaken(section, host, port, cause) : cause;
    }

    /** The native transports have an exception of their own, told apart by the kernel's words alone. */
    private static boolean isTaken(Throwable cause) {
        return cause instanceof BindException
                || String.valueOf(cause.getMessage()).contains("Address already in use");
    }

    public Section section() {
        return section;
    }
}
