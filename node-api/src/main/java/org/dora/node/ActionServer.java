package org.dora.node;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The server's side of an action: keeps the goals that are being worked on and hears who wants them
 * canceled.
 *
 * {@snippet :
 * ActionServer navigate = node.actionServer("feedback", "result");
 * for (var event : node) {
 *   if (event instanceof Event.Input in) {
 *     switch (in.id()) {
 *       case "goal" -> navigate.accept(in);
 *       case "cancel" -> navigate.cancel(in);
 *       case "tick" -> navigate.goals().forEach(this::step);
 *     }
 *   }
 * }
 * }
 *
 * <p>{@link #accept} and {@link #cancel} belong to the thread that takes events; goals may be
 * worked on by any thread.
 */
public final class ActionServer {
  /** Requests to cancel goals that have not come yet: inputs take turns, so they may overtake. */
  private static final int MAX_EARLY_CANCELS = 128;

  private final Output feedback;
  private final Output results;
  private final Map<String, AcceptedGoal> goals = new ConcurrentSkipListMap<>();
  private final Set<String> earlyCancels = new LinkedHashSet<>();

  ActionServer(Output feedback, Output results) {
    this.feedback = feedback;
    this.results = results;
  }

  /**
   * Takes a goal on. Its data stays that of the message: read it before the next event is taken.
   *
   * @param input a message from a client's output of goals
   * @throws MetadataException if the message has no {@code goal_id}
   */
  public AcceptedGoal accept(Event.Input input) {
    String id = goalId(input);
    AcceptedGoal goal = new AcceptedGoal(id, feedback, results, () -> goals.remove(id));
    if (earlyCancels.remove(id)) {
      goal.requestCancel();
    }
    goals.put(id, goal);
    return goal;
  }

  /**
   * Notes that a client wants a goal canceled, as {@link AcceptedGoal#isCancelRequested()} then
   * tells.
   *
   * @param input a message from a client's output of cancellations
   * @return the goal; empty if it has ended, or has not come yet, which is noted as well
   * @throws MetadataException if the message has no {@code goal_id}
   */
  public Optional<AcceptedGoal> cancel(Event.Input input) {
    String id = goalId(input);
    AcceptedGoal goal = goals.get(id);
    if (goal == null) {
      if (earlyCancels.size() == MAX_EARLY_CANCELS) {
        earlyCancels.remove(earlyCancels.iterator().next());
      }
      earlyCancels.add(id);
      return Optional.empty();
    }
    goal.requestCancel();
    return Optional.of(goal);
  }

  /** Returns the goals that have not ended, oldest first where clients make ids by time. */
  public Collection<AcceptedGoal> goals() {
    return List.copyOf(goals.values());
  }

  private static String goalId(Event.Input input) {
    return input.metadata().string(org.dora.common.message.Metadata.GOAL_ID);
  }
}
