package org.dora.common.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dora.common.yaml.YamlFields;
import org.dora.common.yaml.YamlValue;

/** Names of constants in a manifest: {@code ML_INFERENCE} is {@code ml-inference} there. */
public final class ManifestName {
  private ManifestName() {}

  /** Returns the name of a constant. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Reads one of some constants by its exact name. */
  static <E extends Enum<E>> E read(YamlValue value, E[] constants) {
    String name = value.text();
    List<String> names = new ArrayList<>();
    for (E constant : constants) {
      if (of(constant).equals(name)) {
        return constant;
      }
      names.add(of(constant));
    }
    throw value.refusal("unknown variant `" + name + "`, expected " + YamlFields.oneOf(names));
  }
}
