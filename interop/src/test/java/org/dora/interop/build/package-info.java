/** Builds: our files and clones beside those of the released program, taking turns. */
@NullMarked
package org.dora.interop.build;

import org.jspecify.annotations.NullMarked;
