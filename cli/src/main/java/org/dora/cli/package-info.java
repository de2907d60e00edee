/** The {@code dora} command. */
@NullMarked
package org.dora.cli;

import org.jspecify.annotations.NullMarked;
