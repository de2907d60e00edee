package org.dora.daemon.spawn;

import java.nio.file.Path;
import java.util.Map;
import org.dora.common.jvm.JavaLauncher;
import org.jspecify.annotations.Nullable;

/**
 * What is the same for all nodes that a daemon starts.
 *
 * @param environment the daemon's own, which nodes inherit in part
 * @param directory the daemon's own working directory, in which {@code uv} looks for a project
 * @param allowShellNodes whether {@code path: shell} may be started
 * @param runParentPid the process of {@code dora run}, with which its nodes shall die; null for a
 *     daemon that nodes survive
 * @param machineId null for a daemon without a name
 * @param java how Java nodes are started
 */
public record SpawnSettings(
    Map<String, String> environment,
    Path directory,
    boolean allowShellNodes,
    @Nullable Long runParentPid,
    @Nullable String machineId,
    JavaLauncher java) {
  public SpawnSettings {
    environment = Map.copyOf(environment);
    directory = directory.toAbsolutePath();
  }

  /** Whether the dataflow was checked, and its warnings shown, by the command that runs it. */
  boolean isOfRun() {
    return runParentPid != null;
  }
}
