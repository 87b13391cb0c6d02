package dev.weir.config;

/**
 * Where something is written.
 *
 * @param line counted from 1; 0 for the file as a whole
 * @param column counted from 1; 0 for the file as a whole
 */
public record Place(String file, int line, int column) {
    static Place whole(String file) {
        return new Place(file, 0, 0);
    }

    @Override
    public String toString() {
        return line == 0 ? file : file + ':' + line;
    }
}
