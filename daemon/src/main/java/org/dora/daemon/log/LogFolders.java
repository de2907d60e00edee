package org.dora.daemon.log;

import java.nio.file.Path;

/**
 * Where a node's log lies, and where else it is looked for: who reads files without a coordinator
 * knows the folder of the dataflow only.
 *
 * @param workingDir the node's, which has the log
 * @param dataflowDir the dataflow's on this machine, which gets a link to the log if it is another
 */
public record LogFolders(Path workingDir, Path dataflowDir) {}
