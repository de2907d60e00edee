/**
 * The token that a coordinator with {@code --auth} asks for, and where it is kept. Used by
 * coordinator, daemon and CLI.
 */
@NullMarked
package org.dora.common.token;

import org.jspecify.annotations.NullMarked;
