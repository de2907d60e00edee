/** YAML as the released program reads it: raw scalars with positions. Used by the descriptor. */
@NullMarked
package org.dora.common.yaml;

import org.jspecify.annotations.NullMarked;
