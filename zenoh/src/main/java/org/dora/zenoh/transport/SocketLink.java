package org.dora.zenoh.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A link over TCP or over a Unix socket. */
final class SocketLink implements Link {
  private final SocketChannel channel;
  private final String remote;

  SocketLink(SocketChannel channel, String protocol) throws IOException {
    this.channel = channel;
    this.remote = protocol + "/" + channel.getRemoteAddress().toString().replaceFirst("^/", "");
    if (channel.getRemoteAddress() instanceof InetSocketAddress) {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    return channel.read(target);
  }

  @Override
  public void write(ByteBuffer[] sources, int count) throws IOException {
    while (sources[count - 1].hasRemaining()) {
      channel.write(sources, 0, count);
    }
  }

  @Override
  public String remote() {
    return remote;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException _) {
      // The socket is gone all the same.
    }
  }
}
