package org.dora.zenoh.session;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.dora.zenoh.WhatAmI;
import org.dora.zenoh.session.Settings.Multicast;
import org.dora.zenoh.transport.Identity;
import org.dora.zenoh.transport.Locator;
import org.dora.zenoh.wire.MalformedException;
import org.dora.zenoh.wire.Scouting;
import org.dora.zenoh.wire.Scouting.Hello;
import org.dora.zenoh.wire.Scouting.Scout;
import org.dora.zenoh.wire.WireReader;
import org.dora.zenoh.wire.WireWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks all sessions in the neighbourhood where they listen, and answers those that ask (§11). */
final class MulticastScouting implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(MulticastScouting.class);
  private static final int LARGEST_DATAGRAM = 0xffff;
  private static final Duration FIRST_PERIOD = Duration.ofSeconds(1);
  private static final Duration LONGEST_PERIOD = Duration.ofSeconds(8);

  private final Identity self;
  private final Multicast settings;
  private final InetSocketAddress group;
  private final Supplier<List<Locator>> locators;
  private final Discovery discovery;
  private final List<DatagramChannel> channels = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  private MulticastScouting(
      Identity self, Multicast settings, Supplier<List<Locator>> locators, Discovery discovery) {
    this.self = self;
    this.settings = settings;
    this.group = new InetSocketAddress(settings.host(), settings.port());
    this.locators = locators;
    this.discovery = discovery;
  }

  /** Begins to ask and to answer; a network that does not let us is only warned about. */
  static MulticastScouting start(
      Identity self, Multicast settings, Supplier<List<Locator>> locators, Discovery discovery) {
    MulticastScouting scouting = new MulticastScouting(self, settings, locators, discovery);
    try {
      List<NetworkInterface> networks = scouting.networks();
      if (settings.answers()) {
        scouting.answer(networks);
      }
      for (NetworkInterface network : networks) {
        scouting.ask(network);
      }
    } catch (IOException e) {
      LOG.warn("scouting by multicast is not possible: {}", e.getMessage());
    }
    return scouting;
  }

  private List<NetworkInterface> networks() throws IOException {
    if (!settings.network().equals("auto")) {
      NetworkInterface byName = NetworkInterface.getByName(settings.network());
      NetworkInterface network =
          byName != null
              ? byName
              : NetworkInterface.getByInetAddress(InetAddress.getByName(settings.network()));
      if (network == null) {
        throw new IOException("there is no network interface `" + settings.network() + "`");
      }
      return List.of(network);
    }
    return NetworkInterface.networkInterfaces().filter(MulticastScouting::canMulticast).toList();
  }

  private static boolean canMulticast(NetworkInterface network) {
    try {
      return network.isUp()
          && network.supportsMulticast()
          && network.inetAddresses().anyMatch(address -> address.getAddress().length == 4);
    } catch (SocketException _) {
      return false;
    }
  }

  private DatagramChannel open(int port) throws IOException {
    DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
    channels.add(channel);
    channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    channel.setOption(StandardSocketOptions.IP_MULTICAST_TTL, settings.timeToLive());
    channel.bind(new InetSocketAddress(port));
    return channel;
  }

  private void answer(List<NetworkInterface> networks) throws IOException {
    DatagramChannel channel = open(settings.port());
    for (NetworkInterface network : networks) {
      channel.join(group.getAddress(), network);
    }
    run("answer", () -> receive(channel));
  }

  private void ask(NetworkInterface network) throws IOException {
    DatagramChannel channel = open(0);
    channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, network);
    run("hear-" + network.getName(), () -> receive(channel));
    run("ask-" + network.getName(), () -> askAgainAndAgain(channel));
  }

  private interface Loop {
    void run() throws IOException, InterruptedException;
  }

  private void run(String name, Loop loop) {
    threads.add(
        Thread.ofVirtual()
            .name("zenoh-scout-" + name)
            .start(() -> {
              try {
                loop.run();
              } catch (IOException | InterruptedException e) {
                LOG.debug("scouting ({}) has ended", name, e);
              }
            }));
  }

  private void askAgainAndAgain(DatagramChannel channel) throws IOException, InterruptedException {
    int kinds = settings.dials().stream().mapToInt(WhatAmI::bit).sum();
    Duration period = FIRST_PERIOD;
    while (true) {
      send(channel, new Scout(kinds, self.zid()), group);
      Thread.sleep(period);
      period = period.compareTo(LONGEST_PERIOD) < 0 ? period.multipliedBy(2) : LONGEST_PERIOD;
    }
  }

  private static void send(DatagramChannel channel, Scouting message, InetSocketAddress target)
      throws IOException {
    WireWriter writer = new WireWriter();
    Scouting.write(writer, message);
    try {
      channel.send(writer.written().asByteBuffer(), target);
    } catch (IOException e) {
      if (!channel.isOpen()) {
        throw e;
      }
      LOG.debug("{} cannot be reached now: {}", target, e.getMessage());
    }
  }

  private void receive(DatagramChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(LARGEST_DATAGRAM);
    while (true) {
      buffer.clear();
      InetSocketAddress source = (InetSocketAddress) channel.receive(buffer);
      buffer.flip();
      try {
        received(channel, Scouting.read(new WireReader(MemorySegment.ofBuffer(buffer))), source);
      } catch (MalformedException e) {
        LOG.debug("a datagram from {} makes no sense: {}", source, e.getMessage());
      }
    }
  }

  private void received(
      DatagramChannel channel, Scouting message, @Nullable InetSocketAddress source)
      throws IOException {
    switch (message) {
      case Scout scout -> {
        boolean asksUs = (scout.kinds() & self.whatAmI().bit()) != 0;
        if (source != null && asksUs && settings.answers() && !self.zid().equals(scout.zid())) {
          List<String> ours = locators.get().stream().map(Locator::toString).toList();
          send(channel, new Hello(self.whatAmI(), self.zid(), ours), source);
        }
      }
      case Hello hello -> discovery.found(hello.zid(), hello.whatAmI(), hello.locators());
    }
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    for (DatagramChannel channel : channels) {
      try {
        channel.close();
      } catch (IOException _) {
        // The socket is gone all the same.
      }
    }
  }
}
