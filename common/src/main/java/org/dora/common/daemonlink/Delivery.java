package org.dora.common.daemonlink;

import org.dora.common.codec.Json;
import org.dora.common.codec.Name;
import org.dora.common.codec.Transparent;
import org.dora.common.codec.Unsigned;

/** Who got a message that came from outside the dataflow, or why nobody could. */
@Json
public sealed interface Delivery permits Delivery.Delivered, Delivery.Refused {
  /**
   * It was put into the queues of those who read the output.
   *
   * @param receivers how many inputs got it
   */
  @Name("Ok")
  @Transparent
  record Delivered(@Unsigned(32) long receivers) implements Delivery {}

  /** The output is none to which something can be sent. */
  @Name("Err")
  @Transparent
  record Refused(String reason) implements Delivery {}
}
