package dev.weir.app;

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

    public Section section() {
        return section;
    }
}
