package org.dora.zenoh.transport;

import org.dora.zenoh.WhatAmI;
import org.dora.zenoh.ZenohId;

/** Who a session says it is on a link. */
public record Identity(ZenohId zid, WhatAmI whatAmI) {}
