/**
 * Building of a dataflow as the user meets it: options, lines on the terminal, session and lock
 * files. Used by {@code dora build} and {@code dora run}.
 */
@NullMarked
package org.dora.cli.build;

import org.jspecify.annotations.NullMarked;
