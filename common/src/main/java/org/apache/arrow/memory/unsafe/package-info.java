/**
 * The one class that Arrow looks for by name to get its memory (architecture, "Libraries"). Stands
 * in for Arrow's own artifacts on Netty and Unsafe, which must not be on the class path. Called by
 * Arrow only.
 */
@NullMarked
package org.apache.arrow.memory.unsafe;

import org.jspecify.annotations.NullMarked;
