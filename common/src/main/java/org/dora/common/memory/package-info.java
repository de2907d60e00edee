/**
 * Payload memory outside the Java heap: pooled, 64-byte aligned, reference counted. Used by codecs,
 * sockets and Arrow.
 */
@NullMarked
package org.dora.common.memory;

import org.jspecify.annotations.NullMarked;
