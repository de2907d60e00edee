package org.dora.node.test;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a node under test has sent on one output so far. */
public final class TestOutput {
  private final String id;
  private final List<SentMessage> messages;
  private final boolean closed;
  private final Supplier<String> others;

  TestOutput(String id, List<SentMessage> messages, boolean closed, Supplier<String> others) {
    this.id = id;
    this.messages = messages;
    this.closed = closed;
    this.others = others;
  }

  /** Returns all messages, in the order in which they were sent. */
  public List<SentMessage> all() {
    return messages;
  }

  /**
   * Returns the message, if there is exactly one.
   *
   * @throws AssertionError that lists the messages, if there are none or more
   */
  public SentMessage only() {
    if (messages.size() != 1) {
      throw new AssertionError(
          "output `%s`: expected one message, there are %d%s"
              .formatted(id, messages.size(), messages.isEmpty() ? "; " + others.get() : listed()));
    }
    return messages.getFirst();
  }

  /**
   * Checks that nothing was sent.
   *
   * @throws AssertionError that lists the messages, if there are any
   */
  public void none() {
    if (!messages.isEmpty()) {
      throw new AssertionError(
          "output `%s`: expected no message, there are %d%s"
              .formatted(id, messages.size(), listed()));
    }
  }

  /**
   * Returns the values of all messages, one after the other, as dora's tests write them: texts,
   * truth values, {@code Long}, {@code Double}, lists and maps; texts for times, for bytes, and for
   * what is no finite number.
   */
  public List<@Nullable Object> values() {
    List<@Nullable Object> values = new ArrayList<>();
    messages.forEach(message -> values.addAll(message.values()));
    return values;
  }

  /** Returns whether the output has ended, by the node's hand or by its end. */
  public boolean isClosed() {
    return closed;
  }

  private String listed() {
    return IntStream.range(0, messages.size())
        .mapToObj(i -> "\n  " + (i + 1) + ". " + messages.get(i))
        .collect(Collectors.joining());
  }

  @Override
  public String toString() {
    return "output `" + id + "`" + (messages.isEmpty() ? " without messages" : listed());
  }
}
