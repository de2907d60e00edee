/**
 * Every message between CLI and coordinator as a record, as the released program has them. Codecs
 * are in {@code org.dora.common.codec}.
 */
@NullMarked
package org.dora.common.control;

import org.jspecify.annotations.NullMarked;
