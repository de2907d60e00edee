package org.dora.cli.build;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.dora.cli.CliException;
import org.dora.cli.Console;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.NodeDescriptor;

/**
 * One {@code --hub-override PKG=PATH}: a package of the hub that is worked on in a folder of this
 * machine.
 *
 * @param packageKey namespace and name, {@code acme/camera}
 * @param folder canonical
 */
public record HubOverride(String packageKey, Path folder) {
  private static final String DEFAULT_NAMESPACE = "dora-rs";

  /**
   * Reads the value of the option.
   *
   * @throws CliException if it is none, or the folder is not there
   */
  static HubOverride parse(String value) {
    int sign = value.indexOf('=');
    if (sign < 0) {
      throw CliException.failure(
          "invalid --hub-override `" + value + "`: expected `<namespace>/<name>=<path>`");
    }
    String name = value.substring(0, sign).strip();
    String folder = value.substring(sign + 1).strip();
    try {
      return new HubOverride(key(name), Path.of(folder).toRealPath());
    } catch (NoSuchFileException _) {
      throw CliException.failure(
          "invalid --hub-override path `" + folder + "` for `" + name + "`: no such folder");
    } catch (IOException e) {
      throw new CliException(
          CliException.FAILURE,
          "invalid --hub-override path `" + folder + "` for `" + name + "`",
          "",
          e);
    }
  }

  private static String key(String name) {
    int slash = name.indexOf('/');
    String key = slash < 0 ? DEFAULT_NAMESPACE + "/" + name : name;
    boolean valid =
        !key.startsWith("/") && !key.endsWith("/") && key.indexOf('/') == key.lastIndexOf('/');
    if (!valid) {
      throw CliException.failure(
          "invalid --hub-override package `" + name + "`: expected `<namespace>/<name>`");
    }
    return key;
  }

  /** Warns of overrides of packages that no node names. */
  public static void warnOfUnused(
      List<HubOverride> overrides, Descriptor descriptor, Console console) {
    for (HubOverride override : overrides) {
      if (descriptor.nodes().stream().noneMatch(override::replaces)) {
        console.warn(
            "--hub-override `"
                + override.packageKey
                + "` did not match any hub node in the dataflow");
      }
    }
  }

  private boolean replaces(NodeDescriptor node) {
    String reference = node.source().hub();
    if (reference == null) {
      return false;
    }
    int at = reference.indexOf('@');
    String name = at < 0 ? reference : reference.substring(0, at);
    return packageKey.equals(name.contains("/") ? name : DEFAULT_NAMESPACE + "/" + name);
  }
}
