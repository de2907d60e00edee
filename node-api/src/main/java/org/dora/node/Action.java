package org.dora.node;

import java.time.InstantSource;
import java.util.List;
import org.dora.common.id.UuidV7;
import org.dora.common.message.Metadata;

/**
 * The client's side of an action, which takes a while, tells how it goes, and can be canceled
 * (node-protocol.md, section 16.3).
 *
 * {@snippet :
 * Action navigate = node.action("navigate");
 * Goal goal = navigate.start(Data.of(new double[] {2, 3}));
 * GoalResult end = goal.result(Duration.ofSeconds(30), at -> log.info("at {}", at.doubles()));
 * }
 *
 * <p>Servers use {@link ActionServer}. Goals may be started and canceled by any thread; waiting
 * belongs to the thread that takes events.
 */
public final class Action {
  private final Output goals;
  private final Output cancels;
  private final Answers results;

  Action(Output goals, Output cancels, Answers results) {
    this.goals = goals;
    this.cancels = cancels;
    this.results = results;
  }

  /**
   * Sends a goal under a new id.
   *
   * @throws UnknownOutputException if the descriptor does not give the node the output
   */
  public Goal start(Data target) {
    return start(target, org.dora.node.Metadata.empty());
  }

  /** Sends a goal with metadata. */
  public Goal start(Data target, org.dora.node.Metadata metadata) {
    String id = UuidV7.next(InstantSource.system()).toString();
    Correlation awaited = results.to("goal " + id + " on output `" + goals.id() + "`", List.of());
    goals.sendListed(target, metadata.copy().put(Metadata.GOAL_ID, id));
    return new Goal(id, cancels, awaited, results);
  }
}
