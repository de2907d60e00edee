package org.dora.zenoh.transport;

import java.io.Closeable;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** A socket at which other sessions dial. */
final class Listener implements Closeable {
  private final Locator locator;
  private final ServerSocketChannel channel;

  private Listener(Locator locator, ServerSocketChannel channel) {
    this.locator = locator;
    this.channel = channel;
  }

  /** Binds an Internet address; the locator has the port that was chosen, if it was 0. */
  static Listener bind(Locator locator, InetSocketAddress address) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      channel.bind(address);
      int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
      String host = locator.address().substring(0, locator.address().lastIndexOf(':'));
      return new Listener(new Locator(locator.protocol(), host + ":" + port), channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Binds a Unix socket; one that an earlier session has left is replaced. */
  static Listener bindUnix(Locator locator) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      removeSocket(Path.of(locator.address()));
      channel.bind(UnixDomainSocketAddress.of(locator.address()));
      return new Listener(locator, channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static void removeSocket(Path path) throws IOException {
    if (Files.exists(path) && Files.readAttributes(path, BasicFileAttributes.class).isOther()) {
      Files.delete(path);
    }
  }

  Locator locator() {
    return locator;
  }

  SocketChannel accept() throws IOException {
    return channel.accept();
  }

  boolean isOpen() {
    return channel.isOpen();
  }

  /** Returns where others can dial: for a wildcard, one locator for each address of ours. */
  List<Locator> reachableAt() throws IOException {
    if (!(channel.getLocalAddress() instanceof InetSocketAddress bound)
        || !bound.getAddress().isAnyLocalAddress()) {
      return List.of(locator);
    }
    List<InetAddress> others = new ArrayList<>();
    List<InetAddress> loopback = new ArrayList<>();
    boolean onlyV4 = !(bound.getAddress() instanceof Inet6Address);
    for (InetAddress address : ownAddresses()) {
      if (!onlyV4 || !(address instanceof Inet6Address)) {
        (address.isLoopbackAddress() ? loopback : others).add(address);
      }
    }
    return (others.isEmpty() ? loopback : others)
        .stream().map(address -> at(address, bound.getPort())).toList();
  }

  private Locator at(InetAddress address, int port) {
    String host = address.getHostAddress().replaceFirst("%.*", "");
    String written = address instanceof Inet6Address ? "[" + host + "]" : host;
    return new Locator(locator.protocol(), written + ":" + port);
  }

  private static List<InetAddress> ownAddresses() throws SocketException {
    return NetworkInterface.networkInterfaces()
        .filter(Listener::isUp)
        .flatMap(NetworkInterface::inetAddresses)
        .toList();
  }

  private static boolean isUp(NetworkInterface network) {
    try {
      return network.isUp();
    } catch (SocketException _) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    boolean unix = channel.getLocalAddress() instanceof UnixDomainSocketAddress;
    channel.close();
    if (unix) {
      Files.deleteIfExists(Path.of(locator.address()));
    }
  }
}
