package org.dora.common.descriptor;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import org.dora.common.id.DataId;
import org.dora.common.yaml.TreeWriter;

/** Writes the inputs and outputs of a node or of an operator, each group where its owner has it. */
final class PortsWriter {
  private final FieldWriter fields;
  private final TreeWriter out;

  PortsWriter(FieldWriter fields) {
    this.fields = fields;
    this.out = fields.out();
  }

  void outputs(NodePorts ports) {
    if (ports.outputs().isEmpty() && fields.isCompact()) {
      return;
    }
    out.key("outputs").beginList();
    for (DataId output : ports.outputs()) {
      out.text(output.value());
    }
    out.endList();
  }

  void outputTypes(NodePorts ports) {
    byId("output_types", ports.outputTypes(), TreeWriter::text);
    byId("output_framing", ports.outputFraming(), (writer, each) -> writer.text(each.text()));
  }

  void inputs(NodePorts ports) {
    if (ports.inputs().isEmpty() && !fields.isCompact()) {
      out.key("inputs").beginMap().endMap();
    }
    byId("inputs", ports.inputs(), (writer, input) -> input.write(writer));
  }

  void inputTypes(NodePorts ports) {
    byId("input_types", ports.inputTypes(), TreeWriter::text);
  }

  void inputTypesToPattern(NodePorts ports) {
    inputTypes(ports);
    byId("output_metadata", ports.outputMetadata(), PortsWriter::texts);
    fields.text("pattern", ports.pattern());
  }

  private <T> void byId(String key, SortedMap<DataId, T> map, BiConsumer<TreeWriter, T> writing) {
    if (map.isEmpty()) {
      return;
    }
    out.key(key).beginMap();
    for (Map.Entry<DataId, T> entry : map.entrySet()) {
      out.key(entry.getKey().value());
      writing.accept(out, entry.getValue());
    }
    out.endMap();
  }

  private static void texts(TreeWriter out, List<String> texts) {
    out.beginList();
    for (String text : texts) {
      out.text(text);
    }
    out.endList();
  }
}
