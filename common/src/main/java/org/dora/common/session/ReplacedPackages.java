package org.dora.common.session;

import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.DescriptorWriter;
import org.dora.common.yaml.YamlNode;
import org.dora.common.yaml.YamlParser;

/**
 * What {@code dora start} needs to know of a dataflow with packages of the hub, since it looks none
 * of them up.
 *
 * @param resolvedDataflow the descriptor with what the packages stand for
 * @param sourceFingerprint of the descriptor before that, {@link SourceFingerprint}
 */
public record ReplacedPackages(YamlNode resolvedDataflow, String sourceFingerprint) {
  /** What {@code dora start} says where nothing of this was remembered. */
  public static final String MISSING = "this dataflow uses `hub:` nodes — run `dora build` first";

  /** What {@code dora start} says where the dataflow is another one by now. */
  public static final String OUTDATED =
      "this dataflow changed since the last `dora build` — run `dora build` again (`dora start`"
          + " cannot re-resolve `hub:` references)";

  /**
   * @param written the flat descriptor as it stands in the file
   * @param resolved the same with its packages replaced
   */
  public static ReplacedPackages of(Descriptor written, Descriptor resolved) {
    return new ReplacedPackages(
        YamlParser.parse(DescriptorWriter.yaml(resolved, false)), SourceFingerprint.of(written));
  }
}
