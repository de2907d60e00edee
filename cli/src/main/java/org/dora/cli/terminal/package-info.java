/** The terminal as a page that is drawn again and again; used by commands that watch something. */
@NullMarked
package org.dora.cli.terminal;

import org.jspecify.annotations.NullMarked;
