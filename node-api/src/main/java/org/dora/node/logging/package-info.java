/**
 * Where a node's log goes: an SLF4J provider that writes what the daemon understands, or hands over
 * outside of a dataflow. Called by SLF4J only; node authors use {@code org.slf4j.Logger}.
 */
@NullMarked
package org.dora.node.logging;

import org.jspecify.annotations.NullMarked;
