/** Commands about single nodes of a running dataflow, and their parameters. */
@NullMarked
package org.dora.cli.node;

import org.jspecify.annotations.NullMarked;
