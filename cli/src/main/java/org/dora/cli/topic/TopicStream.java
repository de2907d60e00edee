package org.dora.cli.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.dora.cli.Console;
import org.dora.cli.control.ControlClient;
import org.dora.cli.control.RefusedException;
import org.dora.common.DoraException;
import org.dora.common.codec.CodecException;
import org.dora.common.codec.InterDaemonEventCodec;
import org.dora.common.codec.PostcardReader;
import org.dora.common.codec.TimestampedCodec;
import org.dora.common.control.BinaryFrame;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.control.DataflowRef;
import org.dora.common.daemonlink.OutputRef;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.memory.Payload;
import org.dora.common.memory.SegmentPool;
import org.dora.common.message.InterDaemonEvent;
import org.dora.common.message.Metadata;
import org.dora.common.net.ReceivedBytes;
import org.jspecify.annotations.Nullable;

/** What comes on outputs at which a command looks, until it has seen enough or nothing comes. */
final class TopicStream {
  /** How long it may be silent before the dataflow is asked for. */
  private static final Duration SILENCE = Duration.ofSeconds(1);

  /** What a released coordinator takes in one subscription. */
  private static final int MOST_TOPICS = 64;

  /** What a command does with a stream. */
  @FunctionalInterface
  interface Use {
    void of(TopicStream stream);
  }

  /** Takes what comes. */
  interface Reader {
    /**
     * A message has come.
     *
     * @param data good for the time of this call
     * @return whether more is wanted
     */
    boolean message(Topic topic, Metadata metadata, @Nullable Payload data);

    /** Messages before the next one were left out, since they came too fast or were too large. */
    default void leftOut(int messages) {}

    /** No more messages will come on an output. */
    default void closed(Topic topic) {}

    /** Nothing has come for a second again. */
    default void silent() {}
  }

  private final ControlClient client;
  private final DataflowRef dataflow;
  private final List<Topic> topics;
  private final Set<UUID> subscriptions = new HashSet<>();
  private final Set<Topic> open;
  private final Wanted wanted;
  private final Console console;

  /** What a command needs of messages. */
  enum Wanted {
    ALL,
    /** Our own side leaves the data out on the way; a released one does not. */
    METADATA
  }

  private TopicStream(
      ControlClient client,
      DataflowRef dataflow,
      List<Topic> topics,
      Wanted wanted,
      Console console) {
    this.client = client;
    this.dataflow = dataflow;
    this.topics = topics;
    this.open = new HashSet<>(topics);
    this.wanted = wanted;
    this.console = console;
  }

  /**
   * Subscribes.
   *
   * @param named whether it is a failure that some of the outputs cannot be shown
   * @throws RefusedException if none can
   */
  static TopicStream open(
      ControlClient client,
      DataflowRef dataflow,
      List<Topic> topics,
      boolean named,
      Wanted wanted,
      Console console) {
    TopicStream stream = new TopicStream(client, dataflow, topics, wanted, console);
    try {
      stream.subscribe();
      return stream;
    } catch (RefusedException e) {
      if (named || topics.size() == 1 || !client.isOurs()) {
        throw e;
      }
    }
    stream.unsubscribe();
    List<Topic> visible = visible(client, dataflow, topics, console);
    TopicStream rest = new TopicStream(client, dataflow, visible, wanted, console);
    rest.subscribe();
    return rest;
  }

  /** Returns those of some outputs that can be shown, and says why the others cannot. */
  private static List<Topic> visible(
      ControlClient client, DataflowRef dataflow, List<Topic> topics, Console console) {
    List<Topic> visible = new ArrayList<>();
    List<RefusedException> refusals = new ArrayList<>();
    for (Topic topic : topics) {
      TopicStream single =
          new TopicStream(client, dataflow, List.of(topic), Wanted.METADATA, console);
      try {
        single.subscribe();
        single.unsubscribe();
        visible.add(topic);
      } catch (RefusedException e) {
        refusals.add(e);
      }
    }
    if (visible.isEmpty()) {
      throw refusals.getFirst();
    }
    refusals.forEach(refusal -> console.warn(String.valueOf(refusal.getMessage())));
    return visible;
  }

  private void subscribe() {
    for (int from = 0; from < topics.size(); from += MOST_TOPICS) {
      List<OutputRef> outputs = new ArrayList<>();
      for (Topic topic : topics.subList(from, Math.min(topics.size(), from + MOST_TOPICS))) {
        outputs.add(topic.ref());
      }
      subscriptions.add(
          client
              .ask(
                  new ControlRequest.TopicSubscribe(
                      dataflow.uuid(),
                      outputs,
                      BinaryFrame.TOPIC_PROTOCOL,
                      wanted == Wanted.METADATA && client.isOurs()),
                  ControlReply.TopicSubscribed.class)
              .subscriptionId());
    }
  }

  private void unsubscribe() {
    subscriptions.forEach(client::unsubscribe);
    subscriptions.clear();
  }

  /** Returns the outputs, by node and name. */
  List<Topic> topics() {
    return topics;
  }

  /** Whether messages may still come. */
  boolean isOpen() {
    return !open.isEmpty();
  }

  /**
   * Hands over what comes until the reader has enough, the time is over, or nothing can come.
   *
   * @param limit how long at most; null for as long as it takes
   */
  void read(@Nullable Duration limit, Reader reader) {
    long start = System.nanoTime();
    while (!open.isEmpty()) {
      Duration patience = SILENCE;
      if (limit != null) {
        Duration left = limit.minusNanos(System.nanoTime() - start);
        if (left.compareTo(Duration.ofMillis(1)) < 0) {
          return;
        }
        patience = left.compareTo(SILENCE) < 0 ? left : SILENCE;
      }
      BinaryFrame frame = client.nextTopic(patience);
      if (frame == null) {
        reader.silent();
        if (patience.equals(SILENCE) && !runs()) {
          return;
        }
      } else if (!subscriptions.contains(frame.id())) {
        frame.close();
      } else if (!take(frame, reader)) {
        return;
      }
    }
  }

  private boolean runs() {
    ControlRequest check = new ControlRequest.Check(dataflow.uuid());
    return !(client.ask(check, ControlReply.class) instanceof ControlReply.DataflowStopped);
  }

  private boolean take(BinaryFrame frame, Reader reader) {
    long size = frame.payload().size();
    InterDaemonEvent event;
    try (frame) {
      int leftOut = client.isOurs() ? frame.readLeftOut() : 0;
      if (leftOut > 0) {
        reader.leftOut(leftOut);
      }
      event = decode(frame.payload());
    } catch (DoraException e) {
      console.err().println("Received invalid event (" + size + " bytes): " + e.getMessage());
      return true;
    }
    return switch (event) {
      case InterDaemonEvent.Output(
              _,
              NodeId node,
              DataId output,
              Metadata metadata,
              Payload data) -> {
        Topic topic = find(node, output);
        try {
          yield topic == null || reader.message(topic, metadata, data);
        } finally {
          if (data != null) {
            data.release();
          }
        }
      }
      case InterDaemonEvent.OutputClosed(_, NodeId node, DataId output) -> {
        Topic topic = find(node, output);
        if (topic != null && open.remove(topic)) {
          reader.closed(topic);
        }
        yield true;
      }
      case InterDaemonEvent.ExtensionMessage _ -> true;
    };
  }

  private static InterDaemonEvent decode(ReceivedBytes message) {
    PostcardReader in = new PostcardReader(message, SegmentPool.shared());
    in.beginMessage(message.size());
    try {
      InterDaemonEvent event = TimestampedCodec.read(in, InterDaemonEventCodec::read).inner();
      in.endMessage();
      return event;
    } catch (CodecException e) {
      in.abandonMessage();
      throw e;
    }
  }

  private @Nullable Topic find(NodeId node, DataId wire) {
    for (Topic topic : topics) {
      if (topic.node().equals(node) && topic.wire().equals(wire)) {
        return topic;
      }
    }
    return null;
  }
}
