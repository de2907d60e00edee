/**
 * Every message of the node protocol as a record. Used by daemon and node API; codecs are in {@code
 * org.dora.common.codec}.
 */
@NullMarked
package org.dora.common.message;

import org.jspecify.annotations.NullMarked;
