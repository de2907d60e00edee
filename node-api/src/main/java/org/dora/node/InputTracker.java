package org.dora.node;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Keeps track of which inputs are alive, and the last message of each, for nodes that go on with
 * what they have when a producer is silent.
 *
 * {@snippet :
 * try (var tracker = new InputTracker(node)) {
 *   for (var event : node) {
 *     tracker.accept(event);
 *     if (tracker.isClosed("lidar")) {
 *       tracker.lastInput("lidar").ifPresent(this::driveSlowly);
 *     }
 *   }
 * }
 * }
 *
 * <p>Holds the memory of one message per input until it is closed. Not thread-safe.
 */
public final class InputTracker implements AutoCloseable {
  private final Map<String, InputSettings> inputs;
  private final Map<String, InputState> states = new HashMap<>();
  private final Map<String, Event.Input> last = new HashMap<>();

  /** Tracks the inputs of a node, which are unknown until their first event. */
  public InputTracker(Node node) {
    this(node.inputs());
  }

  InputTracker(Map<String, InputSettings> inputs) {
    this.inputs = inputs;
  }

  /**
   * Takes note of an event, before or after the node has worked with it; an input must not have
   * been closed.
   *
   * @return whether it says something about inputs
   */
  public boolean accept(Event event) {
    return switch (event) {
      case Event.Input input -> {
        states.put(input.id(), InputState.HEALTHY);
        Event.Input before = last.put(input.id(), ((ReceivedInput) input).share());
        if (before != null) {
          before.close();
        }
        yield true;
      }
      case Event.InputClosed(String id) -> {
        states.put(id, InputState.CLOSED);
        yield true;
      }
      case Event.InputRecovered(String id) -> {
        states.put(id, InputState.HEALTHY);
        yield true;
      }
      case Event.NodeRestarted(String source) -> {
        states.replaceAll((id, state) -> isFedBy(id, source) ? InputState.HEALTHY : state);
        yield true;
      }
      case Event.NodeFailed _,
          Event.ParamUpdate _,
          Event.ParamDeleted _,
          Event.Reload _,
          Event.Error _,
          Event.Stop _ ->
          false;
    };
  }

  private boolean isFedBy(String input, String source) {
    InputSettings settings = inputs.get(input);
    return settings != null && settings.source().equals(Optional.of(source));
  }

  /** Returns an input's state, or empty before its first event. */
  public Optional<InputState> state(String input) {
    return Optional.ofNullable(states.get(input));
  }

  /** Returns whether an input is closed. */
  public boolean isClosed(String input) {
    return states.get(input) == InputState.CLOSED;
  }

  /** Returns the inputs that are closed, in the order of their names. */
  public Set<String> closedInputs() {
    Set<String> closed = new TreeSet<>(states.keySet());
    closed.removeIf(input -> !isClosed(input));
    return closed;
  }

  /**
   * Returns the last message on an input, also if that is closed; empty before the first one. It
   * stays valid until the next one comes or this is closed, and is not to be closed.
   */
  public Optional<Event.Input> lastInput(String input) {
    return Optional.ofNullable(last.get(input));
  }

  /** Gives the memory of the last messages back. */
  @Override
  public void close() {
    last.values().forEach(Event.Input::close);
    last.clear();
  }
}
