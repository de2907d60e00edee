package org.dora.node.runtime;

import org.dora.common.DoraException;
import org.dora.common.id.NodeId;
import org.dora.common.id.OperatorId;
import org.dora.node.Event;
import org.dora.node.Operator;
import org.dora.node.OperatorNode;
import org.dora.node.Outputs;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread of one operator: tells it of events until it has ended or failed. */
final class OperatorThread {
  private static final Logger log = LoggerFactory.getLogger(OperatorThread.class);

  /** What native code expects of a thread. */
  private static final long STACK_SIZE = 8L << 20;

  private final OperatorId id;
  private final String name;
  private final OperatorLoader loader;
  private Operator operator;
  private @Nullable Thread thread;
  private volatile @Nullable OperatorException failure;

  /**
   * Makes the operator.
   *
   * @throws OperatorException if that is not possible
   */
  OperatorThread(NodeId node, OperatorId id, OperatorLoader loader) {
    this.id = id;
    this.name = node + "/" + id;
    this.loader = loader;
    try {
      this.operator = loader.load();
    } catch (OperatorException e) {
      throw new OperatorException("failed to init operator " + name, e);
    }
  }

  void start(OperatorNode node) {
    thread =
        Thread.ofPlatform()
            .name("dora-operator-" + id)
            .stackSize(STACK_SIZE)
            .start(() -> run(node));
  }

  void join() throws InterruptedException {
    if (thread != null) {
      thread.join();
    }
  }

  /**
   * Returns if the operator ended well.
   *
   * @throws OperatorException saying why it did not
   */
  void requireSuccess() {
    if (failure != null) {
      throw failure;
    }
  }

  private void run(OperatorNode node) {
    try (OperatorNode.Events events = node.events(id)) {
      handle(events, node);
    } catch (Throwable e) {
      failure = new OperatorException("operator " + name + " raised an error", e);
      node.stop();
    } finally {
      closeOperator();
      finish(node);
    }
  }

  private void handle(OperatorNode.Events events, OperatorNode node) throws Exception {
    Outputs outputs = node.outputs(id);
    Event event = events.next();
    while (event != null) {
      if (event instanceof Event.Reload) {
        reload();
      } else {
        switch (operator.onEvent(event, outputs)) {
          case CONTINUE -> {}
          case STOP -> {
            return;
          }
          case STOP_ALL -> {
            node.stop();
            return;
          }
        }
      }
      event = events.next();
    }
  }

  /** Takes the new version, or keeps the old one if there is something wrong with the new. */
  private void reload() {
    if (!loader.canReload()) {
      log.warn("operator {} is a shared library, which cannot be reloaded", name);
      return;
    }
    try {
      Operator next = loader.load();
      closeOperator();
      operator = next;
      log.info("operator {} was reloaded", name);
    } catch (OperatorException e) {
      log.error("operator {} is kept as it is, since the new version cannot be used", name, e);
    }
  }

  private void closeOperator() {
    try {
      operator.close();
    } catch (Throwable e) {
      if (failure == null) {
        log.warn("operator {} failed to close", name, e);
      }
    }
  }

  private void finish(OperatorNode node) {
    try {
      node.finish(id);
    } catch (DoraException e) {
      log.warn("the daemon was not told that operator {} has ended: {}", name, e.getMessage());
    }
  }
}
