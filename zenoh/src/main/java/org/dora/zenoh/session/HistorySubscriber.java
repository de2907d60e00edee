package org.dora.zenoh.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.dora.zenoh.ConsolidationMode;
import org.dora.zenoh.EntityGlobalId;
import org.dora.zenoh.GetOptions;
import org.dora.zenoh.KeyExpr;
import org.dora.zenoh.QueryTarget;
import org.dora.zenoh.Reply;
import org.dora.zenoh.Sample;
import org.dora.zenoh.SampleKind;
import org.dora.zenoh.Session;
import org.dora.zenoh.SourceInfo;
import org.dora.zenoh.Subscriber;

/**
 * Asks advanced publishers for what they have kept, at first and whenever one appears, and hands on
 * that and what comes live, each once and in the order of its publisher (§9).
 */
final class HistorySubscriber implements Subscriber {
  private static final GetOptions HISTORY =
      GetOptions.DEFAULT
          .withParameters("_anyke")
          .withTarget(QueryTarget.ALL)
          .withConsolidation(ConsolidationMode.NONE);

  private final Session session;
  private final Consumer<Sample> callback;
  private final Subscriber live;
  private final Subscriber tokens;

  /** Guards all below, and makes callbacks come one after the other. */
  private final Object lock = new Object();

  private final Map<EntityGlobalId, Long> delivered = new HashMap<>();

  /** What has come live while history is still awaited. */
  private final List<Sample> held = new ArrayList<>();

  private int awaited;

  HistorySubscriber(Session session, KeyExpr key, Consumer<Sample> callback) {
    this.session = session;
    this.callback = callback;
    this.awaited = 1;
    this.live = session.declareSubscriber(key, this::arrived);
    ask(AdvancedKeys.history(key));
    this.tokens =
        session.liveliness().declareSubscriber(AdvancedKeys.tokens(key), true, this::appeared);
  }

  private void appeared(Sample token) {
    if (token.kind() == SampleKind.PUT) {
      synchronized (lock) {
        awaited++;
      }
      ask(token.keyExpr());
    }
  }

  private void ask(KeyExpr key) {
    List<Sample> history = new ArrayList<>();
    session.get(
        key,
        HISTORY,
        reply -> {
          if (reply instanceof Reply.Success success) {
            history.add(success.sample());
          }
        },
        () -> arrived(history));
  }

  private void arrived(List<Sample> history) {
    synchronized (lock) {
      deliverInOrder(history);
      awaited--;
      if (awaited == 0) {
        deliverInOrder(held);
        held.clear();
      }
    }
  }

  private void deliverInOrder(List<Sample> samples) {
    samples.sort(Comparator.comparingLong(HistorySubscriber::sequence));
    samples.forEach(this::deliver);
  }

  private static long sequence(Sample sample) {
    return sample.sourceInfo().map(SourceInfo::sequence).orElse(Long.MAX_VALUE);
  }

  private void arrived(Sample sample) {
    synchronized (lock) {
      if (awaited > 0) {
        held.add(sample);
      } else {
        deliver(sample);
      }
    }
  }

  private void deliver(Sample sample) {
    Optional<SourceInfo> source = sample.sourceInfo();
    if (source.isPresent()) {
      Long last = delivered.get(source.get().source());
      if (last != null && source.get().sequence() <= last) {
        sample.close();
        return;
      }
      delivered.put(source.get().source(), source.get().sequence());
    }
    callback.accept(sample);
  }

  @Override
  public KeyExpr keyExpr() {
    return live.keyExpr();
  }

  @Override
  public long dropped() {
    return live.dropped();
  }

  @Override
  public void close() {
    tokens.close();
    live.close();
  }
}
