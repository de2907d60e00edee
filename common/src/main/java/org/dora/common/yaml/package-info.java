/**
 * YAML as the released program reads it: raw scalars with positions, typed reads with its refusal
 * texts, and a writer of JSON that is YAML at the same time. Used by the descriptor, the node
 * configuration and cluster files.
 */
@NullMarked
package org.dora.common.yaml;

import org.jspecify.annotations.NullMarked;
