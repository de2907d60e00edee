/** Tests of how operators are found and loaded. */
@NullMarked
package org.dora.node.runtime;

import org.jspecify.annotations.NullMarked;
