/**
 * What {@code dora new} makes: names, files from templates, and the folder that appears with all of
 * them or not at all.
 */
@NullMarked
package org.dora.cli.project;

import org.jspecify.annotations.NullMarked;
