/**
 * Scripts that let shells complete {@code dora} command lines, written from the model of the
 * commands. Called by {@code dora completion}.
 */
@NullMarked
package org.dora.cli.completion;

import org.jspecify.annotations.NullMarked;
