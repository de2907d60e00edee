/**
 * Records the AOT cache with which short commands start fast: what the shell head starts in the
 * background when the cache is missing ({@code cli/src/main/sh/start-cache.sh}, docs/startup.md).
 */
@NullMarked
package org.dora.cli.warmup;

import org.jspecify.annotations.NullMarked;
