/**
 * The dataflow descriptor: YAML to an immutable model, the checks of {@code validate}, and the JSON
 * form that travels. Used by CLI, coordinator and daemon; input mappings also by nodes.
 */
@NullMarked
package org.dora.common.descriptor;

import org.jspecify.annotations.NullMarked;
