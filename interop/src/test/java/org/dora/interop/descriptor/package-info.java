/**
 * Descriptors, read and checked by us and by the released program: the recorded corpus, and files
 * that are broken on purpose.
 */
@NullMarked
package org.dora.interop.descriptor;

import org.jspecify.annotations.NullMarked;
