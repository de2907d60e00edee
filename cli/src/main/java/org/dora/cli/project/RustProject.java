package org.dora.cli.project;

import java.util.Map;

/** Rust: a crate for each node, built by cargo before the dataflow starts. */
final class RustProject implements Starter {
  @Override
  public Project dataflow(ProjectName name) {
    Map<String, String> values = Map.of("name", name.text());
    Project.Draft draft =
        new Project.Draft()
            .file("dataflow.yml", "rust/dataflow.yml", values)
            .file("Cargo.toml", "rust/workspace.toml", values)
            .file("README.md", "rust/dataflow-readme.md", values)
            .file(".gitignore", "rust/gitignore", values);
    part(draft, "talker_1", "talker");
    part(draft, "talker_2", "talker");
    part(draft, "listener_1", "listener");
    return draft.part("Rust dataflow", name.text(), "").done();
  }

  private static void part(Project.Draft draft, String name, String role) {
    Map<String, String> values = Map.of("name", name);
    draft
        .file(name + "/Cargo.toml", "rust/package.toml", values)
        .file(name + "/src/main.rs", "rust/" + role + ".rs", values)
        .part("Rust custom node", name, name);
  }

  @Override
  public Project node(ProjectName name) {
    Map<String, String> values = Map.of("name", name.text(), "id", name.folder());
    return new Project.Draft()
        .file("Cargo.toml", "rust/package.toml", values)
        .file("src/main.rs", "rust/node.rs", values)
        .file("dataflow.yml", "rust/node.yml", values)
        .file("README.md", "rust/node-readme.md", values)
        .file(".gitignore", "rust/gitignore", values)
        .part("Rust custom node", name.text(), "")
        .done();
  }
}
