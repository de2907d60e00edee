/**
 * A running dataflow while its coordinator and its daemon are killed and the link between them is
 * cut: what was acknowledged holds, and nodes notice nothing.
 */
@NullMarked
package org.dora.interop.chaos;

import org.jspecify.annotations.NullMarked;
