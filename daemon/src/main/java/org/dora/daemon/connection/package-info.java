/**
 * The daemon's side of its connections to nodes: a listener and an event queue per node, a thread
 * per connection. Hands every request to the conductor.
 */
@NullMarked
package org.dora.daemon.connection;

import org.jspecify.annotations.NullMarked;
