package org.dora.daemon.dataflow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.schedule.Deadlines;
import org.dora.daemon.direct.LinkState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the end of a stream behind its last message. Over the direct path messages do not come to
 * the daemon, so what it says of their producer's end could overtake them.
 *
 * <p>Two things are put off. A producer that lets go of its events is about to close its Zenoh
 * session and to unlink its shared memory, which readers may not have opened yet: its answer waits
 * until they have had the time. And the news that an output has closed waits until its readers have
 * read what was sent: one that is told that all inputs are closed looks at nothing that comes
 * later.
 *
 * <p>Both wait
 *
 * <ul>
 *   <li>not at all, if no message went past the daemon, or the dataflow is stopping;
 *   <li>until every reader has read its link to the end and hung up, which is what happens when the
 *       producer has closed its session: one or two looks;
 *   <li>else until nothing waits on the links and {@link #QUIET} has passed since the last message;
 *   <li>never longer than {@link #LIMIT}.
 * </ul>
 *
 * <p>Confined to the conductor's thread.
 */
final class StreamTails {
  /** What a reader may take to deal with bytes that it has read. */
  static final Duration QUIET = Duration.ofMillis(100);

  /** A reader that takes nothing for so long is stuck; others shall not wait for it. */
  static final Duration LIMIT = Duration.ofSeconds(2);

  /** Links change within milliseconds when a session closes, and seldom otherwise. */
  private static final Duration FIRST_LOOKS = Duration.ofMillis(5);

  private static final Duration LATER_LOOKS = Duration.ofMillis(20);

  private static final Logger LOG = LoggerFactory.getLogger(StreamTails.class);

  /** Looks at a producer's links, elsewhere; the answer comes by {@link #seen}. */
  interface Links {
    void look(NodeId producer);
  }

  /**
   * Something that waits for messages to be read.
   *
   * @param lastMessage when the last of them was sent, as far as the daemon knows by now
   * @param since when the waiting began
   */
  private record Waiting(LongSupplier lastMessage, long since, Runnable action) {}

  private final OutputTraffic traffic;
  private final Deadlines deadlines;
  private final Links links;
  private final Map<NodeId, List<Waiting>> byProducer = new HashMap<>();
  private boolean released;

  StreamTails(OutputTraffic traffic, Deadlines deadlines, Links links) {
    this.traffic = traffic;
    this.deadlines = deadlines;
    this.links = links;
  }

  /** An output has closed; {@code tell} runs when its readers may know. */
  void ended(NodeId producer, DataId output, Runnable tell) {
    OptionalLong last = traffic.lastDirect(producer, output);
    if (last.isEmpty()) {
      tell.run();
    } else {
      await(producer, last::getAsLong, tell);
    }
  }

  /**
   * A process is about to end its session; {@code answer} runs when it may. Its reports of direct
   * messages come on another connection and may still be unread.
   *
   * @param direct whether it may have sent directly
   */
  void leaving(NodeId producer, boolean direct, Runnable answer) {
    boolean mayHaveSent = direct && !traffic.isSeen(producer);
    if (traffic.lastDirect(producer).isEmpty() && !mayHaveSent) {
      answer.run();
    } else {
      long now = deadlines.now();
      await(producer, () -> traffic.lastDirect(producer).orElse(now), answer);
    }
  }

  private void await(NodeId producer, LongSupplier lastMessage, Runnable action) {
    if (released) {
      action.run();
      return;
    }
    List<Waiting> waiting = byProducer.get(producer);
    if (waiting == null) {
      waiting = new ArrayList<>();
      byProducer.put(producer, waiting);
      links.look(producer);
    }
    waiting.add(new Waiting(lastMessage, deadlines.now(), action));
  }

  /** Takes in what a producer's links looked like a moment ago. */
  void seen(NodeId producer, LinkState state) {
    List<Waiting> waiting = byProducer.get(producer);
    if (waiting == null) {
      return;
    }
    List<Waiting> over = new ArrayList<>();
    for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
      Waiting one = each.next();
      if (isOver(producer, one, state)) {
        each.remove();
        over.add(one);
      }
    }
    if (waiting.isEmpty()) {
      byProducer.remove(producer);
    } else {
      boolean soon = deadlines.now() - waiting.getLast().since < LATER_LOOKS.toNanos();
      var _ = deadlines.after(soon ? FIRST_LOOKS : LATER_LOOKS, () -> links.look(producer));
    }
    over.forEach(one -> one.action.run());
  }

  private boolean isOver(NodeId producer, Waiting waiting, LinkState state) {
    long now = deadlines.now();
    if (now - waiting.since >= LIMIT.toNanos()) {
      LOG.debug("readers of {} have not read their links to the end", producer);
      return true;
    }
    return switch (state) {
      case GONE -> true;
      case IDLE -> now - waiting.lastMessage.getAsLong() >= QUIET.toNanos();
      case BUSY -> false;
    };
  }

  /** Waits for nothing any more. */
  void release() {
    released = true;
    List<Waiting> all = new ArrayList<>();
    byProducer.values().forEach(all::addAll);
    byProducer.clear();
    all.forEach(one -> one.action.run());
  }
}
