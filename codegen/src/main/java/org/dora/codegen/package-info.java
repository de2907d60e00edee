/**
 * Writes one postcard or JSON codec per wire record at compile time. Called by javac while module
 * {@code common} is compiled; nothing depends on it at run time.
 */
@NullMarked
package org.dora.codegen;

import org.jspecify.annotations.NullMarked;
