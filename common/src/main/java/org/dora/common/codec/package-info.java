/**
 * The annotations that describe a message's layout, and the codecs that module {@code codegen}
 * writes from them: {@code XCodec} for postcard, {@code XJson} for JSON. Postcard's reader and
 * writer. Used wherever bytes cross a boundary.
 */
@NullMarked
package org.dora.common.codec;

import org.jspecify.annotations.NullMarked;
