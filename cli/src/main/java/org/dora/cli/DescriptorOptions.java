package org.dora.cli;

import java.util.ArrayList;
import java.util.List;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.EnvOverride;
import org.dora.common.descriptor.ReservedVariables;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code run} and {@code start} change in a dataflow for this once; a mixin. */
public final class DescriptorOptions {
  @Option(
      names = "--env",
      paramLabel = "<KEY=VALUE>",
      description = "Variable for all nodes; a node's own `env` wins")
  private List<String> env = new ArrayList<>();

  @Option(names = "--debug", description = "Switch debug inspection on")
  private boolean debug;

  @Option(
      names = "--exit-when-nodes-finish",
      arity = "0..1",
      fallbackValue = "true",
      preprocessor = OptionalValue.class,
      paramLabel = "<BOOL>",
      description = "Let timers keep no node alive; overrides the file")
  private @Nullable Boolean exitWhenNodesFinish;

  /**
   * Returns the variables of {@code --env}.
   *
   * @throws EnvOverride.InvalidEnvOverrideException if one is none
   */
  public List<EnvOverride> variables() {
    return env.stream().map(EnvOverride::parse).toList();
  }

  /**
   * Returns a dataflow with all changes; warns of variables that nodes will not see.
   *
   * @throws EnvOverride.InvalidEnvOverrideException if one is none
   */
  public Descriptor apply(Descriptor read, Console console) {
    List<EnvOverride> overrides = variables();
    for (EnvOverride each : overrides) {
      String refusal = ReservedVariables.refusal(each.key());
      if (!refusal.isEmpty()) {
        console.warn("--env: " + refusal);
      }
    }
    Descriptor descriptor = read.withEnv(EnvOverride.values(overrides));
    if (debug) {
      descriptor = descriptor.withDebugInspection();
    }
    return exitWhenNodesFinish == null
        ? descriptor
        : descriptor.withExitWhenNodesFinish(exitWhenNodesFinish);
  }
}
