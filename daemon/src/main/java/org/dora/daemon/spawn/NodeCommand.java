package org.dora.daemon.spawn;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a node runs, ready to be started.
 *
 * @param argv program and arguments
 * @param java whether it is a Java node
 * @param announcement the line that names interpreter and file, null for what runs by itself
 */
record NodeCommand(List<String> argv, boolean java, @Nullable String announcement) {
  NodeCommand {
    argv = List.copyOf(argv);
  }
}
