/**
 * What is the matter with this machine: {@code dora status} and {@code dora doctor}. Called by the
 * dispatch in {@code org.dora.cli}; each check of the doctor is a class that can be read alone.
 */
@NullMarked
package org.dora.cli.system;

import org.jspecify.annotations.NullMarked;
