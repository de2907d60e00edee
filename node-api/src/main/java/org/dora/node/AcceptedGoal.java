package org.dora.node;

import java.util.concurrent.atomic.AtomicBoolean;
import org.dora.common.message.Metadata;

/** A goal that a server works on. For any thread. */
public final class AcceptedGoal {
  private final String id;
  private final Output feedback;
  private final Output results;
  private final Runnable onEnd;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile boolean cancelRequested;

  AcceptedGoal(String id, Output feedback, Output results, Runnable onEnd) {
    this.id = id;
    this.feedback = feedback;
    this.results = results;
    this.onEnd = onEnd;
  }

  /** Returns the client's name for this goal. */
  public String id() {
    return id;
  }

  /** Returns whether the client wants this goal canceled. */
  public boolean isCancelRequested() {
    return cancelRequested;
  }

  void requestCancel() {
    cancelRequested = true;
  }

  /** Tells the client how it goes. */
  public void feedback(Data data) {
    feedback.send(data, about());
  }

  /** Tells the client that the goal was reached. */
  public void succeed(Data result) {
    end(GoalStatus.SUCCEEDED, result);
  }

  /** Tells the client that this server gives up. */
  public void abort(Data result) {
    end(GoalStatus.ABORTED, result);
  }

  /** Tells the client that this server stopped because it was asked to. */
  public void cancel(Data result) {
    end(GoalStatus.CANCELED, result);
  }

  /**
   * Tells the client how the goal has ended. Nothing more can be said about it then.
   *
   * @throws IllegalStateException if it has ended before
   */
  public void end(GoalStatus status, Data result) {
    if (!ended.compareAndSet(false, true)) {
      throw new IllegalStateException("goal " + id + " has ended before");
    }
    onEnd.run();
    results.send(result, about().put(Metadata.GOAL_STATUS, status.text()));
  }

  private org.dora.node.Metadata about() {
    return org.dora.node.Metadata.of(Metadata.GOAL_ID, id);
  }
}
