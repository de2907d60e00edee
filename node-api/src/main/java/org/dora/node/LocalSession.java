package org.dora.node;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.dora.common.clock.HybridLogicalClock;
import org.dora.common.id.DataId;
import org.dora.common.memory.Payload;
import org.dora.common.message.DaemonReply;
import org.dora.common.message.DaemonRequest;
import org.dora.common.message.NodeEvent;
import org.jspecify.annotations.Nullable;

/** Plays a dataflow to a node that has none: its events come from a file, a person or a test. */
final class LocalSession implements Session {

  /** Gives events, each when it is due. */
  interface Source {
    /** Waits for the next event; null at the end. */
    @Nullable NodeEvent next() throws InterruptedException;
  }

  /** Takes what the node sends; called by one thread at a time. */
  interface Receiver {
    /** Takes a message; the payload stays the caller's. */
    void sent(DataId output, org.dora.common.message.Metadata metadata, @Nullable Payload payload);

    /** Says that nothing more will come on these outputs. */
    void closed(List<DataId> outputs);

    /** Says that the node has left; the last call. */
    void left();
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final HybridLogicalClock clock;
  private final Inbox inbox;
  private final Receiver receiver;
  private final @Nullable Thread player;
  private volatile boolean left;

  /** A session whose events are put into the inbox by somebody else. */
  LocalSession(HybridLogicalClock clock, Inbox inbox, Receiver receiver) {
    this(clock, inbox, receiver, null);
  }

  private LocalSession(
      HybridLogicalClock clock, Inbox inbox, Receiver receiver, @Nullable Thread player) {
    this.clock = clock;
    this.inbox = inbox;
    this.receiver = receiver;
    this.player = player;
  }

  /** Starts a session whose events a thread of its own takes from the source. */
  static LocalSession start(
      HybridLogicalClock clock, Inbox inbox, Receiver receiver, Source source) {
    return new LocalSession(
        clock,
        inbox,
        receiver,
        Thread.ofPlatform().daemon().name("dora-events").start(() -> play(source, inbox)));
  }

  private static void play(Source source, Inbox inbox) {
    try {
      NodeEvent event = source.next();
      while (event != null) {
        inbox.accept(event);
        event = inbox.awaitRoom() ? source.next() : null;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // the node was closed
    } finally {
      inbox.close();
    }
  }

  @Override
  public void send(Output output, Metadata metadata, @Nullable Payload payload) {
    lock.lock();
    try {
      output.requireOpen();
      receiver.sent(output.dataId(), metadata.wire(clock.now(), payload != null), payload);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void closeOutputs(Collection<Output> outputs) {
    lock.lock();
    try {
      outputs.forEach(Output::requireOpen);
      receiver.closed(outputs.stream().map(Output::dataId).sorted().toList());
      outputs.forEach(Output::markClosed);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public DaemonReply call(DaemonRequest request) {
    return new DaemonReply.Result("this node runs without one");
  }

  @Override
  public boolean isLeft() {
    return left;
  }

  @Override
  public void leave(Collection<Output> outputs) {
    inbox.discard();
    if (player != null) {
      player.interrupt(); // who reads a terminal does not hear it; nobody waits for that thread
    }
    lock.lock();
    try {
      closeOutputs(outputs.stream().filter(Output::isOpen).toList());
      left = true;
      receiver.left();
    } finally {
      lock.unlock();
    }
  }
}
