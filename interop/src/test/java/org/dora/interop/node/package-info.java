/** The node API beside released nodes, under the released daemon and ours, and from Kotlin. */
@NullMarked
package org.dora.interop.node;

import org.jspecify.annotations.NullMarked;
