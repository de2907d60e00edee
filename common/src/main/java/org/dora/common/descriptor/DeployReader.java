package org.dora.common.descriptor;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dora.common.yaml.YamlFields;
import org.dora.common.yaml.YamlValue;
import org.jspecify.annotations.Nullable;

/** Reads {@code deploy} of the document or of a node, also under its 0.x name. */
final class DeployReader {
  private DeployReader() {}

  /**
   * @param owner the document or node
   * @param fields its entries
   */
  static @Nullable Deploy read(YamlValue owner, YamlFields fields, List<Finding> warnings) {
    Deploy deploy = fields.read("deploy", DeployReader::read);
    Deploy old = fields.read(DescriptorParser.OLD_DEPLOY, DeployReader::read);
    if (old == null) {
      return deploy;
    }
    if (deploy != null) {
      fields.refuse(owner.refusal("duplicate field `deploy`, also given as `_unstable_deploy`"));
    }
    String path = owner.path().isEmpty() ? "" : owner.path() + ".";
    warnings.add(
        Finding.warning(
            path + DescriptorParser.OLD_DEPLOY,
            "`_unstable_deploy` is read as `deploy`, which is its name since dora 1.0"));
    return old;
  }

  static Deploy read(YamlValue deploy) {
    YamlFields fields = deploy.fields("struct Deploy");
    KeyAdvice.requireKnown(fields, Deploy.KEYS);
    return new Deploy(
        fields.text("machine"),
        fields.text("working_dir"),
        fields.readOr("labels", Collections.emptySortedMap(), DeployReader::labels),
        fields.readOr("distribute", Deploy.Distribution.LOCAL, DeployReader::distribution));
  }

  private static SortedMap<String, String> labels(YamlValue value) {
    SortedMap<String, String> labels = new TreeMap<>();
    value.fields().all().forEach(field -> labels.put(field.name(), field.value().text()));
    return labels;
  }

  private static Deploy.Distribution distribution(YamlValue value) {
    String name = value.text();
    return Deploy.Distribution.of(name)
        .orElseThrow(() ->
            value.refusal(
                "unknown variant `"
                    + name
                    + "`, expected "
                    + YamlFields.oneOf(Deploy.Distribution.NAMES)));
  }
}
