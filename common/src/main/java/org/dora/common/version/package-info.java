/**
 * Who may talk to whom: semantic versions and the rules by which peers accept each other. Used at
 * every handshake.
 */
@NullMarked
package org.dora.common.version;

import org.jspecify.annotations.NullMarked;
