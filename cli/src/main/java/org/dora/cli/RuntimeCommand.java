package org.dora.cli;

import java.util.concurrent.Callable;
import org.dora.node.runtime.OperatorRuntime;
import picocli.CommandLine.Command;

/**
 * {@code dora runtime}: hosts Java operators and shared libraries, as a released daemon asks of the
 * {@code dora} beside it. Our own daemon starts the runtime without this detour.
 */
@Command(
    description = {
      "Host the operators of a node: a daemon starts this, with DORA_RUNTIME_CONFIG.",
      ""
    })
final class RuntimeCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    return OperatorRuntime.run(System.getenv());
  }
}
