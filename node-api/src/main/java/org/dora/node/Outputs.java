package org.dora.node;

import java.util.function.Function;

/**
 * Where an {@link Operator} sends its messages. Outputs have their names in the operator, as the
 * descriptor gives them.
 *
 * <p>For any thread, until the operator has ended. What may be thrown is said at {@link Node}.
 */
public final class Outputs extends MessageSender {
  private final Function<String, Output> outputs;

  Outputs(Function<String, Output> outputs) {
    this.outputs = outputs;
  }

  /**
   * Returns an output, to write large messages in place. Its {@link Output#id() id} is that in the
   * node, {@code <operator>/<id>}.
   *
   * @param id its name in the operator
   * @throws org.dora.common.id.InvalidIdException if that can be no output's name
   */
  public Output output(String id) {
    return outputs.apply(id);
  }

  @Override
  public void send(String output, Data data, Metadata metadata) {
    output(output).send(data, metadata);
  }
}
