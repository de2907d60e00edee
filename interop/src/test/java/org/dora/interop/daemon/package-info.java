/** Our daemon against the recorded behaviour of the released one, with released Python nodes. */
@NullMarked
package org.dora.interop.daemon;

import org.jspecify.annotations.NullMarked;
