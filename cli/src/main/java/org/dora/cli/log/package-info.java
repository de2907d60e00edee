/**
 * Log messages on the user's console: what of them is shown and in which form, and the closing
 * report of a dataflow that failed. Used by the commands that follow a dataflow.
 */
@NullMarked
package org.dora.cli.log;

import org.jspecify.annotations.NullMarked;
