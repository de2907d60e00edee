/**
 * JSON as the control protocol has it: a reader and a writer of bytes that start in no time, since
 * one-shot commands are over before a larger library has loaded. Used by the codecs that module
 * {@code codegen} writes.
 */
@NullMarked
package org.dora.common.json;

import org.jspecify.annotations.NullMarked;
