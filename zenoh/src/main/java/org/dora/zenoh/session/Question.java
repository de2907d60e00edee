package org.dora.zenoh.session;

import org.dora.zenoh.KeyExpr;
import org.dora.zenoh.QueryTarget;
import org.dora.zenoh.wire.QueryBody;

/** What is asked, of whom and how long. */
record Question(KeyExpr key, QueryTarget target, long timeoutMillis, QueryBody body) {}
