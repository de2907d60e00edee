/** What {@code dora new} makes, run as it is made. */
@NullMarked
package org.dora.interop.project;

import org.jspecify.annotations.NullMarked;
