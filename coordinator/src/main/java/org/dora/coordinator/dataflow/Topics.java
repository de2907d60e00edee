package org.dora.coordinator.dataflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.dora.common.control.BinaryFrame;
import org.dora.common.control.ControlRequest;
import org.dora.common.daemonlink.DaemonCommand;
import org.dora.common.daemonlink.DaemonCommandReply;
import org.dora.common.daemonlink.OutputRef;
import org.dora.common.daemonlink.TopicDataFrame;
import org.dora.common.daemonlink.TopicViewer;
import org.dora.common.id.DaemonId;
import org.dora.common.memory.Payload;
import org.dora.coordinator.daemons.ConnectedDaemon;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who looks at which outputs: has daemons show them, and passes on what they show
 * (control-protocol.md, section 19). Confined to the conductor.
 */
public final class Topics {
  private static final int MOST_TOPICS = 64;
  private static final int MOST_SUBSCRIPTIONS = 16;

  /** Clients of dora 1.1 take no larger message. */
  private static final int LARGEST_PAYLOAD = (64 << 20) - 20;

  private static final Logger LOG = LoggerFactory.getLogger(Topics.class);

  private final Dataflows dataflows;
  private final Map<UUID, TopicSubscription> subscriptions = new LinkedHashMap<>();

  Topics(Dataflows dataflows) {
    this.dataflows = dataflows;
  }

  /**
   * Lets somebody look at outputs.
   *
   * @return completes with the subscription's id, before anything is sent in its name
   * @throws RefusedException if that is not possible
   */
  public CompletableFuture<UUID> subscribe(
      TopicSubscriber subscriber, ControlRequest.TopicSubscribe request) {
    requireVersion(request.protocolVersion());
    Set<OutputRef> asked = new LinkedHashSet<>(request.topics());
    List<TopicSubscription> present = of(subscriber);
    for (TopicSubscription each : present) {
      if (each.asks(request.dataflowId(), asked, request.withoutData())) {
        return each.begun();
      }
    }
    if (asked.size() > MOST_TOPICS) {
      throw tooMany("topics", asked.size(), MOST_TOPICS);
    }
    if (present.size() >= MOST_SUBSCRIPTIONS) {
      throw tooMany("active subscriptions", present.size(), MOST_SUBSCRIPTIONS);
    }
    DataflowRun run =
        dataflows.running(
            request.dataflowId(), "no running dataflow with ID `" + request.dataflowId() + "`");
    TopicOutputs known = TopicOutputs.of(run);
    Set<OutputRef> outputs = new LinkedHashSet<>();
    Set<ConnectedDaemon> daemons = new LinkedHashSet<>();
    for (OutputRef each : asked) {
      OutputRef output = known.find(each);
      outputs.add(output);
      daemons.add(dataflows.connected(known.daemonOf(output)));
    }
    known.requireInspectable(subscriber.isOurs(), daemons);
    TopicSubscription subscription =
        new TopicSubscription(subscriber, run, asked, outputs, request.withoutData());
    begin(subscription);
    return subscription.begun();
  }

  private static void requireVersion(@Nullable Integer version) {
    if (version == null || version != BinaryFrame.TOPIC_PROTOCOL) {
      throw new RefusedException(
          "topic data protocol mismatch: client "
              + (version == null
                  ? "predates the topic data protocol handshake (bincode-era frames)"
                  : "speaks version " + version)
              + ", this side speaks "
              + BinaryFrame.TOPIC_PROTOCOL
              + ". Binary frames are positionally encoded, so subscribing would silently misparse"
              + " rather than fail. Upgrade whichever side is older.");
    }
  }

  private static RefusedException tooMany(String what, int count, int most) {
    return new RefusedException("too many %s (%d, max %d)".formatted(what, count, most));
  }

  private List<TopicSubscription> of(TopicSubscriber subscriber) {
    return subscriptions.values().stream().filter(each -> each.isOf(subscriber)).toList();
  }

  private void begin(TopicSubscription subscription) {
    subscriptions.put(subscription.id(), subscription);
    List<CompletableFuture<?>> shown = new ArrayList<>();
    subscription
        .places()
        .forEach((id, outputs) -> shown.add(show(dataflows.connected(id), subscription, outputs)));
    Starts.all(shown)
        .whenComplete((_, failure) -> {
          if (failure == null) {
            subscription.begin();
          } else {
            end(subscription);
            subscription.begun().completeExceptionally(Failures.causeOf(failure));
          }
        });
  }

  private static CompletableFuture<Void> show(
      ConnectedDaemon daemon, TopicSubscription subscription, List<OutputRef> outputs) {
    return daemon.order(
        subscription.order(outputs),
        reply ->
            reply instanceof DaemonCommandReply.StartTopicDebugStreamResult(var outcome)
                ? outcome
                : null);
  }

  /** Ends one subscription, wherever it had begun. */
  private void end(TopicSubscription subscription) {
    if (subscriptions.remove(subscription.id(), subscription)) {
      DaemonCommand stop =
          new DaemonCommand.StopTopicDebugStream(subscription.run().id(), subscription.id());
      for (DaemonId id : subscription.places().keySet()) {
        dataflows.context().daemons().find(id).ifPresent(daemon -> daemon.ask(stop));
      }
    }
  }

  /** Somebody looks no more at what it has subscribed to by one request. */
  public void unsubscribe(TopicSubscriber subscriber, UUID id) {
    TopicSubscription subscription = subscriptions.get(id);
    if (subscription != null && subscription.isOf(subscriber)) {
      end(subscription);
    }
  }

  /** Somebody is gone. */
  public void gone(TopicSubscriber subscriber) {
    of(subscriber).forEach(this::end);
  }

  /** A dataflow is over: nothing comes any more. */
  void ended(DataflowRun run) {
    subscriptions.values().removeIf(each -> each.run() == run);
  }

  /** A daemon shows something. */
  void shown(TopicDataFrame frame, Payload data) {
    boolean isTooLarge = data.size() > LARGEST_PAYLOAD;
    if (isTooLarge) {
      LOG.warn(
          "a message of {} bytes on an inspected output is not shown: at most {} bytes are",
          data.size(),
          LARGEST_PAYLOAD);
    }
    for (TopicViewer viewer : frame.viewers()) {
      TopicSubscription subscription = subscriptions.get(viewer.subscription());
      if (subscription != null && subscription.run().id().equals(frame.dataflow())) {
        subscription.leaveOut(viewer.leftOut());
        if (isTooLarge) {
          subscription.leaveOut(1);
        } else {
          subscription.take(data);
        }
      }
    }
  }

  /** A daemon runs its part of a dataflow anew, or has come back with it: it shows nothing yet. */
  void resume(DataflowRun run, ConnectedDaemon daemon) {
    for (TopicSubscription subscription : List.copyOf(subscriptions.values())) {
      List<OutputRef> outputs = subscription.places().get(daemon.id());
      if (subscription.run() == run && outputs != null) {
        show(daemon, subscription, outputs)
            .exceptionally(failure -> {
              LOG.warn("daemon {} shows outputs no more: {}", daemon, Failures.messageOf(failure));
              return null;
            });
      }
    }
  }
}
