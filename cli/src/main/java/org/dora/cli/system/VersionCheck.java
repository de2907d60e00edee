package org.dora.cli.system;

import java.util.List;
import org.dora.common.version.DoraVersion;
import org.dora.common.version.PeerCheck;

/** Which dora runs on which JDK. */
final class VersionCheck implements Check {
  @Override
  public List<Diagnosis> diagnose() {
    return List.of(
        Diagnosis.pass(
            "CLI version",
            DoraVersion.ours() + " (speaks dora " + PeerCheck.COMPATIBLE_VERSION + ")"),
        Diagnosis.pass(
            "JDK",
            "%s, %s, %s"
                .formatted(
                    System.getProperty("java.version"),
                    System.getProperty("java.vendor"),
                    System.getProperty("java.home"))));
  }
}
