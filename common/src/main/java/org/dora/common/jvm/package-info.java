/**
 * How our program runs and starts JVMs: its one file and the command lines of Java nodes. Called by
 * the daemon when it spawns a node and by the {@code dora} command.
 */
@NullMarked
package org.dora.common.jvm;

import org.jspecify.annotations.NullMarked;
