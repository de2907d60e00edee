package org.dora.common.hub;

import java.nio.file.Path;
import java.util.List;
import org.dora.common.descriptor.HubReference;
import org.dora.common.descriptor.Problem;
import org.dora.common.manifest.ManifestException;
import org.dora.common.manifest.ManifestReader;
import org.dora.common.manifest.NodeManifest;
import org.dora.common.manifest.ParsedManifest;
import org.dora.common.types.TypeLibrary;

/** A package that somebody works on in a folder of this machine. */
final class PackageFolder {
  private PackageFolder() {}

  /**
   * Returns the manifest of a folder that stands in for a package.
   *
   * @param library of types, without those of the manifest
   * @throws HubException if there is none, or there is something wrong with it
   */
  static NodeManifest manifest(Path folder, HubReference reference, TypeLibrary library) {
    Path file = folder.resolve(NodeManifest.FILE_NAME);
    ParsedManifest parsed;
    try {
      parsed = ManifestReader.read(file);
    } catch (ManifestException e) {
      throw new HubException(
          "--hub-override for `"
              + reference.key()
              + "` has no readable "
              + NodeManifest.FILE_NAME
              + " at `"
              + file
              + "`",
          e.problems().isEmpty() ? e : HubException.listing(e.problems()));
    }
    List<Problem> problems = parsed.problems(library);
    if (!problems.isEmpty()) {
      throw new HubException(
          "overridden manifest `" + file + "` is invalid", HubException.listing(problems));
    }
    return parsed.manifest();
  }
}
