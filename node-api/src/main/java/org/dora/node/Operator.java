package org.dora.node;

/**
 * A part of a dataflow that shares its process with other operators: told of each event, it answers
 * with messages on its outputs, and never waits for events itself.
 *
 * {@snippet :
 * public final class Doubler implements Operator {
 *   @Override
 *   public Status onEvent(Event event, Outputs outputs) {
 *     if (event instanceof Event.Input in) {
 *       outputs.send("doubled", 2 * in.doubleValue(), in.metadata());
 *     }
 *     return Status.CONTINUE;
 *   }
 * }
 * }
 *
 * <p>In the descriptor it is a {@code shared-library} whose file is a JAR or a Java source file,
 * with the class behind a {@code #} where the file does not tell: {@code operator: {shared-library:
 * Doubler.java, ...}}. See {@code docs/operators.md}.
 *
 * <p>The class is public and has a public constructor without parameters, which runs before the
 * node joins the dataflow. All calls come from one thread that belongs to this operator. What is
 * thrown ends the node with a failure.
 */
public interface Operator extends AutoCloseable {
  /** What is to happen after an event. */
  enum Status {
    /** The next event. */
    CONTINUE,
    /** This operator ends, and its outputs close. */
    STOP,
    /** All operators of the node end. */
    STOP_ALL
  }

  /**
   * Handles an event. Inputs have their names in the operator, as the descriptor gives them; an
   * input is closed after the call unless it was retained.
   *
   * <p>The last event is {@link Event.Stop}, but messages that arrived before it may still follow.
   * The operator then ends whatever it returns.
   */
  Status onEvent(Event event, Outputs outputs) throws Exception;

  /** Gives back what the operator holds, when it has ended or is replaced by a new version. */
  @Override
  default void close() throws Exception {}
}
