/**
 * Arrow arrays in the memory of other languages: the Arrow C data interface by FFM, for operators
 * in shared libraries. An array is exported where it lies, and imported without a copy.
 */
@NullMarked
package org.dora.common.arrow.cdata;

import org.jspecify.annotations.NullMarked;
