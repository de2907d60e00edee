/** Our messages of the control protocol beside the released coordinator. */
@NullMarked
package org.dora.interop.control;

import org.jspecify.annotations.NullMarked;
