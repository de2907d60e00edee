/** The command that is a daemon under a coordinator; called by {@code dora up} and by services. */
@NullMarked
package org.dora.cli.daemon;

import org.jspecify.annotations.NullMarked;
