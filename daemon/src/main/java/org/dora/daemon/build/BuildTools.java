package org.dora.daemon.build;

import java.util.Map;

/**
 * What the nodes of one build share.
 *
 * @param environment that commands inherit
 */
record BuildTools(
    Map<String, String> environment,
    BuildProcesses processes,
    GitClones git,
    PythonEnvironments python,
    SharedLines shared,
    BuildListener listener) {

  static BuildTools of(
      Map<String, String> environment, BuildProcesses processes, BuildListener listener) {
    return new BuildTools(
        environment,
        processes,
        new GitClones(new GitProgram(environment, processes), listener),
        new PythonEnvironments(processes, listener),
        new SharedLines(),
        listener);
  }
}
