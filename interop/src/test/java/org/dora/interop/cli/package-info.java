/** Our command line against the recorded one of the released dora. */
@NullMarked
package org.dora.interop.cli;

import org.jspecify.annotations.NullMarked;
