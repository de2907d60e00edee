/** Our daemon under the released coordinator, seen through the released command line. */
@NullMarked
package org.dora.interop.link;

import org.jspecify.annotations.NullMarked;
