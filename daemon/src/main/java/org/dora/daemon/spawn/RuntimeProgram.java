package org.dora.daemon.spawn;

import java.util.List;
import org.dora.common.descriptor.OperatorDescriptor;

/**
 * What hosts a node's operators, ready to be started.
 *
 * @param command the runtime
 * @param operators as the runtime finds them: their files are on this machine
 */
record RuntimeProgram(NodeCommand command, List<OperatorDescriptor> operators) {
  RuntimeProgram {
    operators = List.copyOf(operators);
  }
}
