package org.dora.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.dora.zenoh.Channel;
import org.dora.zenoh.Config;
import org.dora.zenoh.CongestionControl;
import org.dora.zenoh.KeyExpr;
import org.dora.zenoh.Priority;
import org.dora.zenoh.Publisher;
import org.dora.zenoh.PublisherOptions;
import org.dora.zenoh.PutOptions;
import org.dora.zenoh.QoS;
import org.dora.zenoh.Sample;
import org.dora.zenoh.Session;
import org.dora.zenoh.SubscriberOptions;
import org.dora.zenoh.ZBytes;

/** Sessions for {@code bench/zenoh}, which tells how the roles work together. */
public final class ZenohSessions {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final PublisherOptions BLOCKING = options(false);
  private static final PublisherOptions EXPRESS = options(true);
  private static final BufferedReader COMMANDS =
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

  private ZenohSessions() {}

  private static PublisherOptions options(boolean express) {
    return PublisherOptions.DEFAULT.withQoS(
        new QoS(Priority.DATA, CongestionControl.BLOCK, express));
  }

  private static KeyExpr key(String text) {
    return KeyExpr.tryFrom(text);
  }

  private static Session open(Config config) {
    return Session.open(
        config.withMulticast(false).insertJson5("scouting/gossip/enabled", "false"));
  }

  private static Session listening(String endpoint) {
    return open(Config.loadDefault().withListen(endpoint));
  }

  private static Session dialling(String endpoint) {
    return open(Config.loadDefault().withListen().withConnect(endpoint));
  }

  private static void say(Object line) {
    System.out.println(line);
    System.out.flush();
  }

  private static void sink(String endpoint) throws IOException {
    try (Session session = listening(endpoint)) {
      AtomicLong left = new AtomicLong();
      Publisher pong = session.declarePublisher(key("bench/pong"), EXPRESS);
      Publisher told = session.declarePublisher(key("bench/told"), BLOCKING);
      session.declareSubscriber(
          key("bench/ping"),
          sample -> {
            try (sample) {
              pong.put(sample.payload());
            }
          });
      session.declareSubscriber(
          key("bench/begin"),
          sample -> {
            try (sample) {
              left.set(Long.parseLong(sample.payload().tryToString()));
            }
            told.put(ZBytes.of("begin"));
          });
      session.declareSubscriber(
          key("bench/data"),
          sample -> {
            sample.close();
            if (left.decrementAndGet() == 0) {
              told.put(ZBytes.of("done"));
            }
          });
      say("ready");
      while (COMMANDS.readLine() != null) {
        // The end of the input is the end of this.
      }
    }
  }

  /** What drives a sink: each command is {@code throughput|ping SIZE COUNT}. */
  private static final class Source {
    private final Channel<Sample> told;
    private final Channel<Sample> pongs;
    private final Publisher begin;
    private final Publisher data;
    private final Publisher ping;

    Source(Session session) {
      told = session.declareSubscriber(key("bench/told"), SubscriberOptions.DEFAULT);
      pongs = session.declareSubscriber(key("bench/pong"), SubscriberOptions.DEFAULT);
      begin = session.declarePublisher(key("bench/begin"), BLOCKING);
      data = session.declarePublisher(key("bench/data"), BLOCKING);
      ping = session.declarePublisher(key("bench/ping"), EXPRESS);
    }

    void obey() throws IOException, InterruptedException {
      for (String line = COMMANDS.readLine(); line != null; line = COMMANDS.readLine()) {
        String[] words = line.split(" ");
        ZBytes payload =
            new ZBytes(Arena.ofAuto().allocate(Long.parseLong(words[1])).fill((byte) 7));
        int count = Integer.parseInt(words[2]);
        say(words[0].equals("throughput") ? throughput(payload, count) : latency(payload, count));
      }
    }

    private static void await(Channel<Sample> channel) throws InterruptedException {
      channel.receive(LIMIT).orElseThrow().close();
    }

    private String throughput(ZBytes payload, int count) throws InterruptedException {
      begin.put(ZBytes.of(Integer.toString(count)));
      await(told);
      long start = System.nanoTime();
      for (int sent = 0; sent < count; sent++) {
        data.put(payload);
      }
      await(told);
      return Long.toString(System.nanoTime() - start);
    }

    private String latency(ZBytes payload, int count) throws InterruptedException {
      long[] times = new long[count];
      for (int sent = 0; sent < count; sent++) {
        long start = System.nanoTime();
        ping.put(payload);
        await(pongs);
        times[sent] = System.nanoTime() - start;
      }
      Arrays.sort(times);
      return times[count / 2] + " " + times[(int) (count * 99L / 100)];
    }
  }

  private static void hub(String endpoint, int subscribers) throws IOException {
    LongAdder count = new LongAdder();
    try (Session session = listening(endpoint)) {
      for (int index = 0; index < subscribers; index++) {
        session.declareSubscriber(
            key("scale/" + index),
            sample -> {
              sample.close();
              count.increment();
            });
      }
      say("ready");
      while (COMMANDS.readLine() != null) {
        say(count.sum());
      }
    }
  }

  /** Many sessions that publish in turn for as many milliseconds as each command says. */
  private static void peers(String endpoint, int number, int subscribers)
      throws IOException, InterruptedException {
    List<Session> sessions = new ArrayList<>();
    for (int index = 0; index < number; index++) {
      sessions.add(dialling(endpoint));
    }
    say("ready");
    for (String line = COMMANDS.readLine(); line != null; line = COMMANDS.readLine()) {
      long end = System.nanoTime() + Duration.ofMillis(Long.parseLong(line)).toNanos();
      int sent = 0;
      while (System.nanoTime() < end) {
        for (Session session : sessions) {
          KeyExpr key = key("scale/" + sent % subscribers);
          session.put(key, ZBytes.of("12345678"), PutOptions.DEFAULT, BLOCKING);
          sent++;
        }
        Thread.sleep(10);
      }
      say(sent);
    }
    sessions.forEach(Session::close);
  }

  /** Takes a role, an endpoint and the numbers that the role needs. */
  public static void main(String[] words) throws IOException, InterruptedException {
    switch (words[0]) {
      case "sink" -> sink(words[1]);
      case "source" -> {
        try (Session session = dialling(words[1])) {
          Source source = new Source(session);
          say("ready");
          source.obey();
        }
      }
      case "hub" -> hub(words[1], Integer.parseInt(words[2]));
      case "peers" -> peers(words[1], Integer.parseInt(words[2]), Integer.parseInt(words[3]));
      default -> throw new IllegalArgumentException("unknown role " + words[0]);
    }
  }
}
