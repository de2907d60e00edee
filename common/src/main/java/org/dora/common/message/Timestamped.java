package org.dora.common.message;

import org.dora.common.clock.HlcTimestamp;
import org.dora.common.codec.Json;
import org.dora.common.codec.Wire;

/**
 * A message and when its sender's clock says that it was sent.
 *
 * @param inner the message
 * @param timestamp time of the sender, to be observed by the receiver's clock
 */
@Wire
@Json
public record Timestamped<T>(T inner, HlcTimestamp timestamp) {}
