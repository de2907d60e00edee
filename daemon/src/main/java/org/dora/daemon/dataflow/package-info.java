/**
 * One running dataflow: its nodes, the start barrier, the routes of messages, timers, and how it
 * ends. Everything here is confined to the conductor's thread.
 */
@NullMarked
package org.dora.daemon.dataflow;

import org.jspecify.annotations.NullMarked;
