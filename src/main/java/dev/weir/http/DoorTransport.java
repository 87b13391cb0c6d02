package dev.weir.http;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.InternetProtocolFamily;
import io.vertx.core.datagram.DatagramSocketOptions;
import io.vertx.core.net.TcpConfig;
import io.vertx.core.spi.transport.Transport;
import java.net.SocketAddress;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * A transport whose server channels have a doorman: the one place where Vert.x lets a connection be looked at before it is
 * read. All else is that of the transport within.
 */
public final class DoorTransport implements io.vertx.core.transport.Transport, Transport {
    private final String name;
    private final Transport within;
    private final Doors doors;

    private DoorTransport(io.vertx.core.transport.Transport within, Doors doors) {
        this.name = within.name();
        this.within = within.implementation();
        this.doors = doors;
    }

    /** The native transport where there is one that can be used, else that of the JDK. */
    public static DoorTransport with(Doors doors) {
        io.vertx.core.transport.Transport found = io.vertx.core.transport.Transport.nativeTransport();
        return new DoorTransport(
                found != null && found.available() ? found : io.vertx.core.transport.Transport.NIO, doors);
    }

    @Override
    public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
        ChannelFactory<? extends ServerChannel> factory = within.serverChannelFactory(domainSocket);
        return () -> {
            ServerChannel channel = factory.newChannel();
            channel.pipeline().addLast(doors.doorman());
            return channel;
        };
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean available() {
        return within.isAvailable();
    }

    @Override
    public Transport implementation() {
        return this;
    }

    @Override
    public boolean isAvailable() {
        return within.isAvailable();
    }

    @Override
    public @Nullable Throwable unavailabilityCause() {
        return within.unavailabilityCause();
    }

    @Override
    public boolean supportsDomainSockets() {
        return within.supportsDomainSockets();
    }

    @Override
    public boolean supportFileRegion() {
        return within.supportFileRegion();
    }

    @Override
    public SocketAddress convert(io.vertx.core.net.SocketAddress address) {
        return within.convert(address);
    }

    @Override
    public io.vertx.core.net.SocketAddress convert(SocketAddress address) {
        return within.convert(address);
    }

    @Override
    public IoHandlerFactory ioHandlerFactory() {
        return within.ioHandlerFactory();
    }

    @Override
    public EventLoopGroup eventLoopGroup(int type, int threads, ThreadFactory factory, int ioRatio) {
        return within.eventLoopGroup(type, threads, factory, ioRatio);
    }

    @Override
    @SuppressWarnings("deprecation") // what the interface names
    public DatagramChannel datagramChannel(InternetProtocolFamily family) {
        return within.datagramChannel(family);
    }

    @Override
    public ChannelFactory<? extends DatagramChannel> datagramChannelFactory() {
        return within.datagramChannelFactory();
    }

    @Override
    public ChannelFactory<? extends Channel> channelFactory(boolean domainSocket) {
        return within.channelFactory(domainSocket);
    }

    @Override
    public void configure(DatagramChannel channel, DatagramSocketOptions options) {
        within.configure(channel, options);
    }

    @Override
    public void configure(TcpConfig config, boolean domainSocket, Bootstrap bootstrap) {
        within.configure(config, domainSocket, bootstrap);
    }

    @Override
    public void configure(TcpConfig config, boolean domainSocket, ServerBootstrap bootstrap) {
        within.configure(config, domainSocket, bootstrap);
    }
}
