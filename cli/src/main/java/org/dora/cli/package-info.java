/**
 * The {@code dora} command: dispatch on the first word, one class for each subcommand, errors and
 * output for humans. Started by the shell head of the one executable file, or by {@code java -jar}.
 */
@NullMarked
package org.dora.cli;

import org.jspecify.annotations.NullMarked;
