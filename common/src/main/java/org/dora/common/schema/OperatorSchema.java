package org.dora.common.schema;

import java.util.ArrayList;
import java.util.List;
import org.dora.common.descriptor.DescriptorKeys;

/** Describes an operator: code that runs in a runtime node of dora. */
final class OperatorSchema {
  private OperatorSchema() {}

  /** The one operator of a node; its id may be left out. */
  static Schema single() {
    return operator(
        Values.optionalText()
            .byDefault("op")
            .described(
                "Id of the operator. Readers leave it out: an output is" + " `<node>/<output>`."));
  }

  /** An operator of several; its id is part of its outputs'. */
  static Schema entry() {
    return operator(
            Values.optionalText()
                .described(
                    "Id of the operator, unique in its node. An output is"
                        + " `<node>/<operator>/<output>`."))
        .required("id");
  }

  private static Schema operator(Schema id) {
    Properties properties = new Properties();
    Schema text = Values.quotedText().orNull();
    properties
        .add("id", id)
        .add("name", text.described("Name for people."))
        .add("description", text.described("What the operator does, for people."));
    PortsSchema.addToOperator(properties);
    properties
        .add("python", python())
        .add(
            "shared-library",
            Values.quotedText()
                .described(
                    "A shared library, without prefix and extension: `target/release/filter` is"
                        + " `target/release/libfilter.so` on Linux.")
                .example("target/release/filter"))
        .add("wasm", Values.quotedText().described("A WebAssembly module.").example("filter.wasm"))
        .add(
            "build",
            text.described("Commands that build the operator, one in each line; no shell is used.")
                .example("cargo build --release"));
    LoggingSchema.add(properties, Values.quotedText());
    return properties.object(DescriptorKeys.OPERATOR).with("oneOf", sources());
  }

  private static List<Schema> sources() {
    List<Schema> sources = new ArrayList<>();
    for (String source : DescriptorKeys.OPERATOR_SOURCES) {
      sources.add(Schema.having(source));
    }
    return sources;
  }

  private static Schema python() {
    Properties properties =
        new Properties()
            .add("source", Values.quotedText().described("The Python file.").example("filter.py"))
            .add(
                "conda_env",
                Values.quotedText()
                    .orNull()
                    .described("Name of the conda environment to run in.")
                    .example("robotics"));
    return Schema.any(
            Values.quotedText(), properties.object(DescriptorKeys.PYTHON).required("source"))
        .described("A Python file with a class `Operator`, or a map with `source` and `conda_env`.")
        .example("filter.py");
  }
}
