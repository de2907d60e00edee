/**
 * {@code dora trace}: what the coordinator did and how long it took; called by the command line.
 */
@NullMarked
package org.dora.cli.trace;

import org.jspecify.annotations.NullMarked;
