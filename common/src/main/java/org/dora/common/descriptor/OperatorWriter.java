package org.dora.common.descriptor;

import org.dora.common.yaml.TreeWriter;

/** Writes {@code operator} and the entries of {@code operators}. */
final class OperatorWriter {
  private final FieldWriter fields;
  private final PortsWriter ports;

  OperatorWriter(FieldWriter fields) {
    this.fields = fields;
    this.ports = new PortsWriter(fields);
  }

  void write(OperatorDescriptor operator) {
    fields.out().beginMap();
    fields.textOrNull("id", operator.id() == null ? null : operator.id().value());
    fields.textOrNull("name", operator.name());
    fields.textOrNull("description", operator.description());
    ports.inputs(operator.ports());
    ports.outputs(operator.ports());
    ports.outputTypes(operator.ports());
    ports.inputTypesToPattern(operator.ports());
    fields.out().key(operator.source().key());
    source(operator.source());
    fields.text("build", operator.build());
    logging(fields, operator.logging());
    fields.out().endMap();
  }

  private void source(OperatorSource source) {
    TreeWriter out = fields.out();
    switch (source) {
      case OperatorSource.Python(String file, String condaEnv) when condaEnv != null ->
          out.beginMap().key("source").text(file).key("conda_env").text(condaEnv).endMap();
      case OperatorSource.Python _, OperatorSource.SharedLibrary _, OperatorSource.Wasm _ ->
          out.text(source.source());
    }
  }

  static void logging(FieldWriter fields, NodeLogging logging) {
    fields.text("send_stdout_as", logging.sendStdoutAs());
    fields.text("send_logs_as", logging.sendLogsAs());
    fields.text("min_log_level", logging.minLogLevel());
    fields.text("max_log_size", logging.maxLogSize());
    fields.integer("max_rotated_files", logging.maxRotatedFiles());
  }
}
