package org.dora.daemon.dataflow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.daemon.direct.LinkState;
import org.dora.daemon.schedule.Deadlines;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the end of a stream behind its last message. Over the direct path messages do not come to
 * the daemon, so the news that an output has closed would overtake them, and a reader that is told
 * that all inputs are closed looks at nothing that comes later.
 *
 * <p>The end is told
 *
 * <ul>
 *   <li>at once, if no message of the output went past the daemon;
 *   <li>when every reader has read its link to the producer to the end and hung up, which is what
 *       happens when the producer exits: then nothing is delayed by more than a look or two;
 *   <li>when nothing waits on the links and the last message was sent {@link #QUIET} ago, if the
 *       producer lives on, or its links cannot be seen;
 *   <li>after {@link #LIMIT} in any case.
 * </ul>
 *
 * <p>Confined to the conductor's thread.
 */
final class StreamTails {
  /** What a reader that has been sent bytes may take to read them and put them in its queue. */
  static final Duration QUIET = Duration.ofMillis(100);

  /** A reader that takes nothing for so long is stuck; others shall not wait for it. */
  static final Duration LIMIT = Duration.ofSeconds(2);

  private static final Duration FIRST_LOOK = Duration.ofMillis(2);
  private static final Duration LOOK = Duration.ofMillis(20);

  private static final Logger LOG = LoggerFactory.getLogger(StreamTails.class);

  /** Looks at a producer's links, elsewhere; the answer comes by {@link #seen}. */
  interface Links {
    void look(NodeId producer);
  }

  private record Ending(DataId output, long since, Runnable tell) {}

  private final OutputTraffic traffic;
  private final Deadlines deadlines;
  private final Links links;
  private final Map<NodeId, List<Ending>> endings = new HashMap<>();

  StreamTails(OutputTraffic traffic, Deadlines deadlines, Links links) {
    this.traffic = traffic;
    this.deadlines = deadlines;
    this.links = links;
  }

  /** An output has closed; {@code tell} runs when its readers may know. */
  void ended(NodeId producer, DataId output, Runnable tell) {
    if (!traffic.wentDirectly(producer, output)) {
      tell.run();
      return;
    }
    List<Ending> waiting = endings.get(producer);
    if (waiting == null) {
      waiting = new ArrayList<>();
      endings.put(producer, waiting);
      links.look(producer);
    }
    waiting.add(new Ending(output, deadlines.now(), tell));
  }

  /** Takes in what a producer's links looked like a moment ago. */
  void seen(NodeId producer, LinkState state) {
    List<Ending> waiting = endings.get(producer);
    if (waiting == null) {
      return;
    }
    List<Runnable> told = new ArrayList<>();
    for (Iterator<Ending> each = waiting.iterator(); each.hasNext(); ) {
      Ending ending = each.next();
      if (isOver(producer, ending, state)) {
        each.remove();
        told.add(ending.tell);
      }
    }
    if (waiting.isEmpty()) {
      endings.remove(producer);
    } else {
      lookAgain(producer, waiting.getFirst());
    }
    told.forEach(Runnable::run);
  }

  private boolean isOver(NodeId producer, Ending ending, LinkState state) {
    boolean late = deadlines.now() - ending.since >= LIMIT.toNanos();
    if (late) {
      LOG.debug("readers of {}/{} have not read their links to the end", producer, ending.output);
    }
    return switch (state) {
      case GONE -> true;
      case IDLE -> late || isQuiet(producer, ending.output);
      case BUSY -> late;
    };
  }

  private boolean isQuiet(NodeId producer, DataId output) {
    return deadlines.now() - traffic.lastDirect(producer, output) >= QUIET.toNanos();
  }

  private void lookAgain(NodeId producer, Ending eldest) {
    boolean first = deadlines.now() - eldest.since < LOOK.toNanos();
    var _ = deadlines.after(first ? FIRST_LOOK : LOOK, () -> links.look(producer));
  }

  /** Forgets what waits: nobody is told of ends any more. */
  void drop() {
    endings.clear();
  }
}
