package org.dora.coordinator.dataflow;

import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.dora.common.daemonlink.CatchUpOperation;
import org.dora.common.daemonlink.DaemonCommand;
import org.dora.common.daemonlink.DaemonCommandReply;
import org.dora.common.daemonlink.Outcome;
import org.dora.common.id.DaemonId;
import org.dora.common.id.NodeId;
import org.dora.common.json.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * Nodes' parameters: kept first, then handed to the node if it runs (control-protocol.md, section
 * 17). Confined to the conductor.
 */
public final class Parameters {
  private static final int LONGEST_KEY = 256;
  private static final int LARGEST_VALUE = 65_536;

  private final Dataflows dataflows;
  private final Context context;

  /**
   * @param dataflows whose nodes these are
   */
  public Parameters(Dataflows dataflows) {
    this.dataflows = dataflows;
    this.context = dataflows.context();
  }

  /** Returns a node's parameters by key. */
  public SortedMap<String, RawJson> list(UUID dataflow, NodeId node) {
    check(dataflow, node);
    return context.store().parameters(dataflow, node);
  }

  /** Returns one parameter. */
  public RawJson get(UUID dataflow, NodeId node, String key) {
    RawJson value = list(dataflow, node).get(key);
    if (value == null) {
      throw new RefusedException("param not found: " + key);
    }
    return value;
  }

  /** Sets a parameter; done when it is kept and the node's daemon has it. */
  public CompletableFuture<Void> set(UUID dataflow, NodeId node, String key, RawJson value) {
    check(dataflow, node);
    checkKey(key);
    if (value.size() > LARGEST_VALUE) {
      throw new RefusedException("param value too large (max " + LARGEST_VALUE + " bytes)");
    }
    return context
        .store()
        .setParameter(dataflow, node, key, value)
        .thenComposeAsync(
            _ ->
                forward(
                    "SetParam",
                    dataflow,
                    node,
                    new CatchUpOperation.SetParam(node, key, value),
                    new DaemonCommand.SetParam(dataflow, node, key, value),
                    reply ->
                        reply instanceof DaemonCommandReply.SetParamResult(var outcome)
                            ? outcome
                            : null),
            context.continuing());
  }

  /** Deletes a parameter; done when it is forgotten and the node's daemon knows. */
  public CompletableFuture<Void> delete(UUID dataflow, NodeId node, String key) {
    get(dataflow, node, key);
    return context
        .store()
        .deleteParameter(dataflow, node, key)
        .thenComposeAsync(
            _ ->
                forward(
                    "DeleteParam",
                    dataflow,
                    node,
                    new CatchUpOperation.DeleteParam(node, key),
                    new DaemonCommand.DeleteParam(dataflow, node, key),
                    reply ->
                        reply instanceof DaemonCommandReply.DeleteParamResult(var outcome)
                            ? outcome
                            : null),
            context.continuing())
        .thenRun(() -> dataflows.records().deletionIsKnown(dataflow, node, key));
  }

  private CompletableFuture<Void> forward(
      String what,
      UUID dataflow,
      NodeId node,
      CatchUpOperation change,
      DaemonCommand command,
      Function<DaemonCommandReply, @Nullable Outcome<String>> confirmation) {
    DataflowRun run = dataflows.findRunning(dataflow);
    DaemonId daemon = run == null ? null : run.nodes().daemonOf(node);
    if (run == null || daemon == null) {
      return CompletableFuture.completedFuture(null);
    }
    run.changes().add(change);
    return dataflows
        .connected(daemon)
        .order(command, confirmation)
        .exceptionally(failure -> {
          throw new RefusedException(
              "daemon failed to apply %s for node `%s`: %s"
                  .formatted(what, node, Failures.messageOf(failure)));
        });
  }

  private void check(UUID dataflow, NodeId node) {
    DataflowRun run = dataflows.findRunning(dataflow);
    DataflowRun known = run == null ? dataflows.findArchived(dataflow) : run;
    if (known == null) {
      throw new RefusedException(
          "dataflow `%s` not found for node `%s`; cannot operate params on unknown dataflow"
              .formatted(dataflow, node));
    }
    if (!known.nodes().contains(node)) {
      throw new RefusedException("node `%s` not found in dataflow `%s`".formatted(node, dataflow));
    }
  }

  private static void checkKey(String key) {
    if (key.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
      throw new RefusedException("param key too long (max " + LONGEST_KEY + " bytes)");
    }
    if (key.indexOf('\0') >= 0) {
      throw new RefusedException("param key must not contain null bytes");
    }
  }
}
