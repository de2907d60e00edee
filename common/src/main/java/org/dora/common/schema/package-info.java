/**
 * JSON Schemas of the files that users write, for their editors: made from the keys that the
 * readers know. Used by {@code dora schema} and by the build of {@code docs/schema}.
 */
@NullMarked
package org.dora.common.schema;

import org.jspecify.annotations.NullMarked;
