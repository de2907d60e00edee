/**
 * The one executable file, and the scripts around it, as a user meets them: moved, linked, without
 * a JDK, by another user. Runs after {@code package}.
 */
@NullMarked
package org.dora.interop.packaging;

import org.jspecify.annotations.NullMarked;
