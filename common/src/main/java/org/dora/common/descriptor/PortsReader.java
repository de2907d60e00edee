package org.dora.common.descriptor;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.dora.common.id.DataId;
import org.dora.common.id.InvalidIdException;
import org.dora.common.yaml.YamlException;
import org.dora.common.yaml.YamlFields;
import org.dora.common.yaml.YamlNode;
import org.dora.common.yaml.YamlValue;

/** Reads the inputs and outputs of a node or of an operator, and what is said of them. */
final class PortsReader {
  private final List<Finding> warnings;

  PortsReader(List<Finding> warnings) {
    this.warnings = warnings;
  }

  NodePorts read(YamlFields fields) {
    return new NodePorts(
        byDataId(fields, "inputs", this::input),
        fields.readOr("outputs", Collections.emptySortedSet(), PortsReader::dataIds),
        byDataId(fields, "input_types", YamlValue::text),
        byDataId(fields, "output_types", YamlValue::text),
        byDataId(fields, "output_framing", PortsReader::framing),
        byDataId(fields, "output_metadata", value -> value.items(YamlValue::text)),
        fields.text("pattern"));
  }

  static DataId dataId(YamlValue value) {
    try {
      return new DataId(value.text());
    } catch (InvalidIdException e) {
      throw value.refusal(String.valueOf(e.getMessage()));
    }
  }

  private static SortedSet<DataId> dataIds(YamlValue outputs) {
    return new TreeSet<>(outputs.items(item -> dataId(item.inPath(outputs.path()))));
  }

  private static OutputFraming framing(YamlValue value) {
    String name = NodeReader.variant(value);
    return OutputFraming.of(name)
        .orElseThrow(() -> NodeReader.unknownVariant(value, name, OutputFraming.NAMES));
  }

  private static <T> SortedMap<DataId, T> byDataId(
      YamlFields fields, String key, Function<YamlValue, T> reading) {
    return fields.readOr(
        key,
        Collections.emptySortedMap(),
        value -> {
          SortedMap<DataId, T> map = new TreeMap<>();
          for (YamlFields.Field field : value.fields().all()) {
            field.read(each -> map.put(dataId(each.key()), reading.apply(each.value())));
          }
          return map;
        });
  }

  private InputDescriptor input(YamlValue value) {
    warnOfIgnoredOptions(value);
    try {
      return InputDescriptor.read(value.untilFirstRefusal());
    } catch (YamlException e) {
      String inputs = value.path().substring(0, value.path().indexOf(".inputs") + 7);
      throw e.hiddenBy(inputs, "data did not match any variant of untagged enum InputDef");
    }
  }

  private void warnOfIgnoredOptions(YamlValue input) {
    if (!(input.node() instanceof YamlNode.Mapping)) {
      return;
    }
    for (YamlFields.Field field : input.fields().all()) {
      if (!InputDescriptor.KEYS.contains(field.name())) {
        warnings.add(KeyAdvice.ignored(field, InputDescriptor.KEYS, "an input"));
      }
    }
  }
}
