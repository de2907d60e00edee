/**
 * The token that a coordinator may ask of everybody who connects. Used by CLI, coordinator and
 * daemon.
 */
@NullMarked
package org.dora.common.auth;

import org.jspecify.annotations.NullMarked;
