/** What the standard library leaves to do with files. */
@NullMarked
package org.dora.common.files;

import org.jspecify.annotations.NullMarked;
