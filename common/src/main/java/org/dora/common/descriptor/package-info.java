/** The dataflow descriptor: YAML to a checked model. Used by CLI and daemon. */
@NullMarked
package org.dora.common.descriptor;

import org.jspecify.annotations.NullMarked;
