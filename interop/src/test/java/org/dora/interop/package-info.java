/** Tests of the suite as a whole and against the released dora. */
@NullMarked
package org.dora.interop;

import org.jspecify.annotations.NullMarked;
