/**
 * What every module shares. This package holds only the root of our exceptions; each sub-package
 * has one subject.
 */
@NullMarked
package org.dora.common;

import org.jspecify.annotations.NullMarked;
