/**
 * Type annotations of a dataflow: names of types, the standard library and the user's own, and
 * whether data may flow from one type to another (dataflow.md section 10). Nothing here acts on
 * messages; {@code dora validate} and {@code dora build} show what it finds.
 */
@NullMarked
package org.dora.common.types;

import org.jspecify.annotations.NullMarked;
