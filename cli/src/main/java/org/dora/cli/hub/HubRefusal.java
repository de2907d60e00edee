package org.dora.cli.hub;

import org.dora.cli.CliException;
import org.dora.cli.build.HubPackages;
import org.dora.common.hub.HubConfig;
import org.dora.common.hub.HubException;
import org.dora.common.hub.HubIndex;

/** Says how an index is changed by hand, since these commands change none. */
final class HubRefusal {
  private HubRefusal() {}

  /**
   * Returns what a command ends with.
   *
   * @param command {@code publish} or {@code yank}
   * @param namespace whose index is meant
   * @param change what is to be done to which file of the index
   */
  static CliException of(String command, String namespace, String change) {
    try {
      HubIndex index = HubConfig.load(System.getenv()).indexFor(namespace);
      String place = index.git() == null ? index.path() : index.git();
      return new CliException(
          CliException.FAILURE,
          "`dora hub " + command + "` is not supported by this version of dora",
          change
              + " in index `"
              + index.alias()
              + "` ("
              + place
              + ")"
              + (index.isLocal() ? "" : ", by a pull request"));
    } catch (HubException e) {
      return HubPackages.failure(e);
    }
  }
}
