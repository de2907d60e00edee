package org.dora.common.control;

import java.util.UUID;
import org.dora.common.codec.Json;

/** What is answered to {@link ControlRequest.TopicUnsubscribe}. */
@Json
public record Unsubscribed(boolean unsubscribed, UUID subscriptionId) {}
