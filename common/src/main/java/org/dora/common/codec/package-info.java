/**
 * Postcard encoding: reader, writer, the annotations that describe a message's layout, and the
 * codecs that module {@code codegen} writes from them. Used wherever bytes cross a boundary.
 */
@NullMarked
package org.dora.common.codec;

import org.jspecify.annotations.NullMarked;
