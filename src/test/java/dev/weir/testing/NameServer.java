package dev.weir.testing;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.datagram.DatagramPacket;
import io.vertx.core.datagram.DatagramSocket;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A name server (RFC 1035) for which every name has the same IPv4 addresses, with a lifetime of a day; or none. */
public final class NameServer implements AutoCloseable {
    private static final int HEADER = 12;
    private static final short RESPONSE = (short) 0x8180;
    private static final short NO_SUCH_NAME = (short) 0x8183;
    private static final int A = 1;
    private static final int LIFETIME = 86_400;

    private final Vertx vertx = Vertx.vertx();
    private final DatagramSocket socket = vertx.createDatagramSocket();
    private final AtomicInteger questions = new AtomicInteger();
    private volatile List<String> addresses;

    public NameServer(String... addresses) {
        this.addresses = List.of(addresses);
        socket.handler(this::answer);
        Async.await(socket.listen(0, "127.0.0.1"));
    }

    /** From now on; none for a name that does not exist. */
    public void answer(String... others) {
        addresses = List.of(others);
    }

    /** For an IPv4 address, so far. */
    public int questions() {
        return questions.get();
    }

    public String address() {
        return "127.0.0.1:" + socket.localAddress().port();
    }

    private void answer(DatagramPacket asked) {
        Buffer query = asked.data();
        int end = HEADER;
        while (query.getByte(end) != 0) {
            end += query.getByte(end) + 1;
        }
        end += 5;
        boolean wanted = query.getShort(end - 4) == A;
        List<String> known = addresses;
        List<String> told = wanted ? known : List.of();
        Buffer reply = Buffer.buffer()
                .appendBuffer(query, 0, 2)
                .appendShort(known.isEmpty() ? NO_SUCH_NAME : RESPONSE)
                .appendShort((short) 1)
                .appendShort((short) told.size())
                .appendInt(0)
                .appendBuffer(query, HEADER, end - HEADER);
        told.forEach(address -> append(reply, address));
        socket.send(reply, asked.sender().port(), asked.sender().host());
        if (wanted) {
            questions.incrementAndGet();
        }
    }

    private static void append(Buffer reply, String address) {
        reply.appendShort((short) (0xc000 | HEADER))
                .appendShort((short) A)
                .appendShort((short) 1)
                .appendInt(LIFETIME)
                .appendShort((short) 4);
        for (String part : address.split("\\.", -1)) {
            reply.appendByte((byte) Integer.parseInt(part));
        }
    }

    @Override
    public void close() {
        Async.await(vertx.close(), 10, TimeUnit.SECONDS);
    }
}
