package org.dora.node;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.dora.common.message.Metadata;

/** A goal that a client has sent to an action's server. */
public final class Goal {
  private final String id;
  private final Output cancels;
  private final Correlation awaited;
  private final Answers results;

  Goal(String id, Output cancels, Correlation awaited, Answers results) {
    this.id = id;
    this.cancels = cancels;
    this.awaited = awaited;
    this.results = results;
  }

  /** Returns the {@code goal_id} of all messages about this goal, a UUID of version 7. */
  public String id() {
    return id;
  }

  /**
   * Asks the server to stop. Its result tells whether it did: it may have been faster.
   *
   * @throws UnknownOutputException if the descriptor does not give the node the output
   */
  public void cancel() {
    cancels.sendListed(Data.none(), org.dora.node.Metadata.empty().put(Metadata.GOAL_ID, id));
  }

  /** Returns whether a message that the event loop has taken is feedback on this goal. */
  public boolean isFeedback(Event.Input input) {
    return isOfThis(input) && input.metadata().goalStatus().isEmpty();
  }

  /** Returns whether a message that the event loop has taken is the result of this goal. */
  public boolean isResult(Event.Input input) {
    return isOfThis(input) && input.metadata().goalStatus().isPresent();
  }

  private boolean isOfThis(Event.Input input) {
    return input.metadata().goalId().equals(Optional.of(id));
  }

  /**
   * Waits until the goal has ended. All other events, feedback included, stay where they are for
   * the event loop, and inputs that were taken before stay valid.
   *
   * @param timeout how long to wait
   * @throws NoAnswerException if the goal has not ended in time, or its end cannot become known;
   *     the reason says which
   */
  public GoalResult result(Duration timeout) {
    return result(awaited.wanting(List.of(this::ends)), timeout);
  }

  /**
   * The same, and hands feedback on to the caller as it comes, all of it before the result.
   *
   * @param timeout how long to wait for the result, whatever feedback comes meanwhile
   * @param feedback called by this thread; the input is closed when it returns, unless retained
   */
  public GoalResult result(Duration timeout, Consumer<? super Event.Input> feedback) {
    Predicate<ReceivedInput> tells = input -> isAbout(input) && !ends(input);
    Correlation any = awaited.wanting(List.of(tells, this::ends));
    long start = System.nanoTime();
    while (true) {
      Event.Input input = results.await(any, timeout.minusNanos(System.nanoTime() - start));
      Optional<GoalStatus> status = input.metadata().goalStatus();
      if (status.isPresent()) {
        return new GoalResult(status.get(), input);
      }
      feedback.accept(input);
      if (!((ReceivedInput) input).isRetained()) {
        input.close();
      }
    }
  }

  private GoalResult result(Correlation wanted, Duration timeout) {
    Event.Input input = results.await(wanted, timeout);
    return new GoalResult(input.metadata().goalStatus().orElseThrow(), input);
  }

  private boolean isAbout(ReceivedInput input) {
    return id.equals(input.text(Metadata.GOAL_ID));
  }

  private boolean ends(ReceivedInput input) {
    String status = input.text(Metadata.GOAL_STATUS);
    return isAbout(input) && status != null && GoalStatus.of(status).isPresent();
  }
}
