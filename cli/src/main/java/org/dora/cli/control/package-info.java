/**
 * The CLI's end of the control connection: connecting with limits, asking, and finding the dataflow
 * that a user means. Used by all commands that need a coordinator.
 */
@NullMarked
package org.dora.cli.control;

import org.jspecify.annotations.NullMarked;
