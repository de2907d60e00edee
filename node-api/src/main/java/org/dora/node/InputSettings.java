package org.dora.node;

import java.time.Duration;
import java.util.Optional;
import org.dora.common.descriptor.InputDescriptor;
import org.dora.common.descriptor.InputMapping;
import org.dora.common.descriptor.QueuePolicy;
import org.dora.common.descriptor.Seconds;
import org.jspecify.annotations.Nullable;

/**
 * What the dataflow's descriptor says of an input.
 *
 * @param mapping where messages come from, as text: {@code camera/image}, {@code
 *     dora/timer/millis/100}
 * @param source the node they come from; empty for timers and logs
 * @param capacity how many messages wait at most
 * @param backpressure whether producers wait when as many do, instead of the oldest being dropped
 * @param timeout after how long without a message the input counts as closed; empty for never
 * @param type the declared type's URN; empty if none is declared
 */
public record InputSettings(
    String mapping,
    Optional<String> source,
    int capacity,
    boolean backpressure,
    Optional<Duration> timeout,
    Optional<String> type) {

  static InputSettings of(InputDescriptor input, @Nullable String type) {
    return new InputSettings(
        input.source().toString(),
        input.source() instanceof InputMapping.User user
            ? Optional.of(user.source().value())
            : Optional.empty(),
        input.capacity(),
        input.effectivePolicy() == QueuePolicy.BACKPRESSURE,
        Optional.ofNullable(input.inputTimeout())
            .filter(Seconds::isDuration)
            .map(Seconds::toDuration),
        Optional.ofNullable(type));
  }
}
