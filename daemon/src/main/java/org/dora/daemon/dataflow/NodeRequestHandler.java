package org.dora.daemon.dataflow;

import static org.dora.common.descriptor.LogLevel.WARN;

import java.util.List;
import java.util.Map;
import org.dora.common.message.DaemonReply;
import org.dora.common.message.DaemonRequest;
import org.dora.common.message.Timestamped;
import org.dora.daemon.connection.NodeConnection;
import org.dora.daemon.connection.NodeEventQueue;
import org.dora.daemon.dataflow.Routes.Reader;
import org.jspecify.annotations.Nullable;

/**
 * Handles what nodes ask (node-protocol.md, section 6). What comes from an earlier life of a node
 * is answered and has no effect.
 */
final class NodeRequestHandler {
  /** Who has to know of nodes' progress. */
  interface Watcher {
    /**
     * A node has subscribed.
     *
     * @return whether its answer has to wait
     */
    boolean subscribed(DataflowNode node, NodeConnection from);
  }

  private final DataflowState state;
  private final MessageRouter router;
  private final ClosingOutputs closing;
  private final NodeNotices notices;
  private final ExtensionTable extensions;
  private final InputTimeouts timeouts;
  private final Watcher watcher;

  NodeRequestHandler(
      DataflowState state,
      MessageRouter router,
      ClosingOutputs closing,
      NodeNotices notices,
      ExtensionTable extensions,
      InputTimeouts timeouts,
      Watcher watcher) {
    this.state = state;
    this.router = router;
    this.closing = closing;
    this.notices = notices;
    this.extensions = extensions;
    this.timeouts = timeouts;
    this.watcher = watcher;
  }

  void handle(NodeConnection from, Timestamped<DaemonRequest> request) {
    state.clock().observe(request.timestamp());
    if (router.defer(from, request)) {
      return;
    }
    if (request.inner() instanceof DaemonRequest.Register register) {
      register(from, register);
    } else if (from.owner() instanceof Incarnation incarnation && incarnation.isCurrent()) {
      handle(incarnation, from, request.inner());
    } else {
      answerOnly(from, request.inner());
    }
  }

  private void handle(Incarnation incarnation, NodeConnection from, DaemonRequest request) {
    DataflowNode node = incarnation.node;
    switch (request) {
      case DaemonRequest.Subscribe _ when incarnation.exit != null -> answerOnly(from, request);
      case DaemonRequest.Subscribe _ -> subscribe(incarnation, from);
      case DaemonRequest.SendMessage message -> send(node, from, message);
      case DaemonRequest.OutputSent(var output, var _) -> {
        // Data that went past us: nothing to deliver (node-protocol.md, section 10.3).
        state.traffic.direct(node.id(), output, state.deadlines().now());
        timeouts.arrived(state.routes.readersOf(node.id(), output));
      }
      case DaemonRequest.CloseOutputs(var outputs) -> {
        outputs.forEach(output -> closing.leave(node, output));
        from.reply(DaemonReply.Result.OK);
      }
      case DaemonRequest.OutputsDone _ -> {
        closing.leaveAll(node);
        from.reply(DaemonReply.Result.OK);
      }
      case DaemonRequest.EventStreamDropped _ -> {
        incarnation.dropEvents();
        router.retry();
        closing.beforeSessionEnds(node, () -> from.reply(DaemonReply.Result.OK));
      }
      case DaemonRequest.ExtensionStore(var namespace, var key, var value) ->
          from.reply(
              new DaemonReply.Result(
                  extensions.store(node.id(), new ExtensionTable.Name(namespace, key), value)));
      case DaemonRequest.ExtensionLoad(var namespace, var key, var remove) -> {
        ExtensionTable.Name name = new ExtensionTable.Name(namespace, key);
        from.reply(new DaemonReply.ExtensionValue(extensions.load(node.id(), name)));
        if (remove) {
          notices.extensionsDropped(extensions.drop(name));
        }
      }
      case DaemonRequest.ExtensionDrop(var namespace, var key) -> {
        notices.extensionsDropped(extensions.drop(new ExtensionTable.Name(namespace, key)));
        from.reply(DaemonReply.Result.OK);
      }
      case DaemonRequest.ExtensionRequest(var namespace, var _) ->
          from.reply(
              new DaemonReply.Result(
                  "no extension registered under \"" + namespace + "\" on this daemon"));
      case DaemonRequest.Register _, DaemonRequest.NextEvent _, DaemonRequest.NodeConfig _ ->
          throw new IllegalStateException("served elsewhere: " + request);
    }
  }

  private void register(NodeConnection from, DaemonRequest.Register register) {
    DataflowNode node = state.nodes.at(from.listener());
    Incarnation incarnation = node == null ? null : incarnationOf(node);
    if (!register.dataflowId().equals(state.id)
        || !register.nodeId().equals(from.listener().node())) {
      from.reply(
          new DaemonReply.Result(
              "node `%s` of dataflow %s cannot register here: this is the port of node `%s` of dataflow %s"
                  .formatted(
                      register.nodeId(), register.dataflowId(), from.listener().node(), state.id)));
    } else if (incarnation == null) {
      from.reply(new DaemonReply.Result("node `" + register.nodeId() + "` is not running"));
    } else {
      from.bind(incarnation);
      if (state.context.routes().isAllDirect(register.nodeId())) {
        from.allowRest();
      }
      incarnation.connections.add(from);
      from.reply(DaemonReply.Result.OK);
    }
  }

  /** Returns the life that a connection is to belong to; that of a dynamic node begins with it. */
  private @Nullable Incarnation incarnationOf(DataflowNode node) {
    Incarnation incarnation = node.incarnation();
    if (incarnation != null || !node.isDynamic() || state.stopping || node.stopRequested) {
      return incarnation;
    }
    return state.incarnate(node);
  }

  private void subscribe(Incarnation incarnation, NodeConnection from) {
    from.attach(notices.subscribe(incarnation));
    if (!watcher.subscribed(incarnation.node, from)) {
      from.reply(DaemonReply.Result.OK);
    }
  }

  private void send(DataflowNode node, NodeConnection from, DaemonRequest.SendMessage message) {
    boolean declared = node.outputs.contains(message.outputId());
    if (!declared && !node.warnedOfUnknownOutput) {
      node.warnedOfUnknownOutput = true;
      node.log.message(
          WARN,
          "daemon",
          "ignoring messages on `%s`, which is not among the node's outputs"
              .formatted(message.outputId()));
    }
    List<Reader> readers =
        declared ? state.routes.readersOf(node.id(), message.outputId()) : List.of();
    state.traffic.throughDaemon(node.id(), message.outputId(), message.data());
    if (declared) {
      state.inspections.sent(node.id(), message.outputId(), message.metadata(), message.data());
    }
    router.deliver(from, message, readers);
    timeouts.arrived(readers);
  }

  /** Answers a process that is gone or no part of the dataflow any more. */
  private void answerOnly(NodeConnection from, DaemonRequest request) {
    switch (request) {
      case DaemonRequest.SendMessage message -> MessageRouter.drop(from, message);
      case DaemonRequest.OutputSent _ -> {
        // Expects no answer.
      }
      case DaemonRequest.ExtensionLoad _ -> from.reply(new DaemonReply.ExtensionValue(null));
      case DaemonRequest.Subscribe _ -> {
        NodeEventQueue ended =
            new NodeEventQueue(from.listener().node(), Map.of(), state.daemon.conductor());
        ended.close();
        from.attach(ended);
        from.reply(DaemonReply.Result.OK);
      }
      case DaemonRequest.CloseOutputs _,
          DaemonRequest.OutputsDone _,
          DaemonRequest.EventStreamDropped _,
          DaemonRequest.ExtensionStore _,
          DaemonRequest.ExtensionDrop _,
          DaemonRequest.ExtensionRequest _ ->
          from.reply(DaemonReply.Result.OK);
      case DaemonRequest.Register _, DaemonRequest.NextEvent _, DaemonRequest.NodeConfig _ ->
          throw new IllegalStateException("served elsewhere: " + request);
    }
  }
}
