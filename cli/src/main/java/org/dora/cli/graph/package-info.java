/**
 * Draws a dataflow: as Mermaid text, and as a page that works offline. Called by {@code dora graph}
 * only, so that no other command loads the layout library.
 */
@NullMarked
package org.dora.cli.graph;

import org.jspecify.annotations.NullMarked;
