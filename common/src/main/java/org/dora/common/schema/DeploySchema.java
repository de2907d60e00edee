package org.dora.common.schema;

import java.util.Map;
import org.dora.common.descriptor.DescriptorKeys;

/** Describes where nodes run. */
final class DeploySchema {
  private DeploySchema() {}

  static Schema reference() {
    return Schema.any(Schema.reference("deploy"), Schema.of("null"));
  }

  /** The 0.x key, which editors strike through. */
  static Schema old() {
    return reference().with("deprecated", true).described("The name of `deploy` before dora 1.0.");
  }

  static Schema deploy() {
    return new Properties()
        .add(
            "machine",
            Values.optionalText()
                .described("Id of the machine, as its daemon gives it.")
                .example("robot"))
        .add(
            "working_dir",
            Values.optionalText()
                .described("Working directory on that machine.")
                .example("/opt/robot"))
        .add(
            "labels",
            Schema.map(Values.optionalText())
                .orNull()
                .described("Labels that the machine must have, all of them.")
                .example(Map.of("gpu", "true")))
        .add(
            "distribute",
            Schema.choice(DescriptorKeys.DISTRIBUTIONS)
                .byDefault("local")
                .described("How the node's files get to the machine."))
        .object(DescriptorKeys.DEPLOY);
  }
}
