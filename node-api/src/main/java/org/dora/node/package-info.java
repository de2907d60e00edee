/** What node authors link: {@code Node}, {@code Event}, Arrow in and out. */
@NullMarked
package org.dora.node;

import org.jspecify.annotations.NullMarked;
