/** Holds the code to the module table of the architecture. */
@NullMarked
package org.dora.interop.architecture;

import org.jspecify.annotations.NullMarked;
