package org.dora.cli.project;

import java.util.Map;

/**
 * C and C++: nodes built by CMake, which has cargo build the API that they link to. The released
 * templates clone the whole of dora for that; the API's crate is all it takes.
 */
final class CmakeProject implements Starter {
  /** The language as templates name it, and the folder of its templates. */
  private final Language language;

  private final String templates;
  private final String extension;
  private final String crate;
  private final String advice;

  private CmakeProject(
      Language language, String templates, String extension, String crate, String advice) {
    this.language = language;
    this.templates = templates + "/";
    this.extension = extension;
    this.crate = crate;
    this.advice = advice;
  }

  static Starter inC() {
    return new CmakeProject(
        Language.C,
        "c",
        ".c",
        "dora-node-api-c",
        "The C API moves bytes (Arrow type UInt8): texts and numbers of nodes in other languages"
            + " arrive as nothing.");
  }

  static Starter inCxx() {
    return new CmakeProject(
        Language.CXX,
        "cxx",
        ".cc",
        "dora-node-api-cxx",
        "`event_as_input` and `send_output` move bytes (Arrow type UInt8); `event_as_arrow_input`"
            + " and `send_arrow_output` move Arrow data of any type.");
  }

  @Override
  public Project dataflow(ProjectName name) {
    Map<String, String> values = values(name.text());
    Project.Draft draft =
        new Project.Draft()
            .file("dataflow.yml", "native/dataflow.yml", values)
            .file("CMakeLists.txt", templates + "workspace.cmake", values)
            .file("README.md", "native/dataflow-readme.md", values);
    api(draft, values);
    part(draft, "talker_1", "talker");
    part(draft, "talker_2", "talker");
    part(draft, "listener_1", "listener");
    return draft.part(language.title() + " dataflow", name.text(), "").done();
  }

  private void part(Project.Draft draft, String name, String role) {
    program(draft, name + "/", role, Map.of("name", name, "target", name, "root", "../"));
    draft.part(language.title() + " custom node", name, name);
  }

  @Override
  public Project node(ProjectName name) {
    Map<String, String> values = values(name.text());
    Project.Draft draft =
        new Project.Draft()
            .file("dataflow.yml", "native/node.yml", values)
            .file("README.md", "native/node-readme.md", values);
    api(draft, values);
    // CMake keeps names such as `all` and `test` for targets of its own.
    program(
        draft,
        "",
        "node",
        Map.of("name", name.text(), "target", name.text() + "-node", "root", ""));
    return draft.part(language.title() + " custom node", name.text(), "").done();
  }

  private Map<String, String> values(String name) {
    return Map.of(
        "name", name,
        "id", name,
        "language", language.title(),
        "crate", crate,
        "advice", advice);
  }

  /** How the API is built, and what its build leaves behind. */
  private void api(Project.Draft draft, Map<String, String> values) {
    draft
        .file("dora/Cargo.toml", "native/Cargo.toml", values)
        .file("dora/lib.rs", "native/lib.rs", values)
        .file("dora/dora.cmake", templates + "dora.cmake", values)
        .file(".gitignore", "native/gitignore", values);
  }

  private void program(
      Project.Draft draft, String folder, String role, Map<String, String> values) {
    draft
        .file(folder + "CMakeLists.txt", templates + "node.cmake", values)
        .file(folder + "node" + extension, templates + role + extension, values);
    if (language == Language.C) {
      draft.file(folder + "node_api.h", templates + "node_api.h", values);
    }
  }
}
