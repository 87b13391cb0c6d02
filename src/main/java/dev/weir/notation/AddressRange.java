package dev.weir.notation;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A range of IP addresses, written as one address or in CIDR notation (RFC 4632, RFC 4291 §2.3). Names are none: nothing
 * is resolved.
 */
public final class AddressRange {
    private static final Pattern WRITTEN = Pattern.compile("([0-9A-Fa-f:.]{2,45})(?:/([0-9]{1,3}))?");
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:][0-9A-Fa-f:.]{1,44}");
    private static final Pattern DECIMAL = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");

    private final byte[] network;
    private final int bits;

    private AddressRange(byte[] network, int bits) {
        this.network = network;
        this.bits = bits;
    }

    /** Nothing for what is no range, or has bits beyond its own length: that was meant otherwise. */
    public static Optional<AddressRange> parse(String text) {
        return loose(text).filter(range -> Arrays.equals(range.network, masked(range.network, range.bits)));
    }

    /** The range that holds an address written with too many bits, such as {@code 10.0.0.0/8} for {@code 10.1.2.3/8}. */
    public static Optional<String> nearest(String text) {
        return loose(text).map(range -> new AddressRange(masked(range.network, range.bits), range.bits).toString());
    }

    /** Whether a text is one address in digits, without zone, brackets or port. */
    public static boolean isAddress(String text) {
        return ADDRESS.matcher(text).matches() && address(text) != null;
    }

    private static Optional<AddressRange> loose(String text) {
        Matcher written = WRITTEN.matcher(text);
        byte[] address = written.matches() ? address(written.group(1)) : null;
        if (address == null) {
            return Optional.empty();
        }
        int all = address.length * 8;
        int bits = written.group(2) == null ? all : Integer.parseInt(written.group(2));
        return bits <= all ? Optional.of(new AddressRange(address, bits)) : Optional.empty();
    }

    /**
     * Whether an address, as a socket tells it, lies within. An IPv4 address mapped into IPv6 is the IPv4 address, and the
     * zone of a link-local one does not count.
     */
    public boolean contains(String address) {
        int zone = address.indexOf('%');
        byte[] other = address(zone < 0 ? address : address.substring(0, zone));
        return other != null && other.length == network.length && Arrays.equals(masked(other, bits), network);
    }

    /** Four or sixteen bytes; null for what is no address in digits. Never asks a resolver, which only names need. */
    private static byte @Nullable [] address(String text) {
        boolean digits = text.indexOf(':') >= 0 || DECIMAL.matcher(text).matches();
        try {
            return digits ? InetAddress.getByName(text).getAddress() : null;
        } catch (UnknownHostException malformed) {
            return null;
        }
    }

    private static byte[] masked(byte[] address, int bits) {
        byte[] masked = address.clone();
        for (int i = 0; i < masked.length; i++) {
            int kept = Math.clamp(bits - 8L * i, 0, 8);
            masked[i] &= (byte) (0xff00 >> kept);
        }
        return masked;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AddressRange range && bits == range.bits && Arrays.equals(network, range.network);
    }

    @Override
    public int hashCode() {
        return 31 * bits + Arrays.hashCode(network);
    }

    /** As it is written, the longest form of IPv6. */
    @Override
    public String toString() {
        try {
            return InetAddress.getByAddress(network).getHostAddress() + '/' + bits;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has four or sixteen bytes", e);
        }
    }
}
