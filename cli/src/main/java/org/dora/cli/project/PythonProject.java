package org.dora.cli.project;

import java.util.Map;

/** Python: a package for each node, which runs from its file and can be installed. */
final class PythonProject implements Starter {
  private static final String COUNTS = "Counts the messages on its inputs and sends the count.";

  @Override
  public Project dataflow(ProjectName name) {
    Map<String, String> values = Map.of("name", name.text());
    Project.Draft draft =
        new Project.Draft()
            .file("dataflow.yml", "python/dataflow.yml", values)
            .file("pyproject.toml", "python/workspace.toml", values)
            .file("README.md", "python/dataflow-readme.md", values)
            .file(".gitignore", "python/gitignore", values);
    part(draft, "talker 1", "talker", "Says something at every tick of its timer.");
    part(draft, "talker 2", "talker", "Says something at every tick of its timer.");
    part(draft, "listener 1", "listener", "Prints what it hears.");
    return draft.part("Python dataflow", name.text(), "").done();
  }

  private static void part(Project.Draft draft, String text, String role, String purpose) {
    ProjectName name = new ProjectName(text);
    Map<String, String> values = values(name, purpose);
    String folder = name.folder() + "/";
    pythonPackage(draft, name, folder, role, values);
    draft
        .file(folder + "README.md", "python/part-readme.md", values)
        .part("Python node", text, name.folder());
  }

  @Override
  public Project node(ProjectName name) {
    Map<String, String> values = values(name, COUNTS);
    Project.Draft draft = new Project.Draft();
    pythonPackage(draft, name, "", "node", values);
    return draft
        .file("README.md", "python/node-readme.md", values)
        .file("dataflow.yml", "python/node.yml", values)
        .file(".gitignore", "python/gitignore", values)
        .part("Python node", name.text(), "")
        .done();
  }

  private static Map<String, String> values(ProjectName name, String purpose) {
    return Map.of(
        "name", name.text(),
        "id", name.folder(),
        "folder", name.folder(),
        "module", name.module(),
        "purpose", purpose);
  }

  private static void pythonPackage(
      Project.Draft draft,
      ProjectName name,
      String folder,
      String role,
      Map<String, String> values) {
    String module = folder + name.module();
    draft
        .file(folder + "pyproject.toml", "python/package.toml", values)
        .file(folder + "requirements.txt", "python/requirements.txt", values)
        .file(module + "/__init__.py", "python/init.py", values)
        .file(module + "/__main__.py", "python/main_module.py", values)
        .file(module + "/main.py", "python/" + role + ".py", values)
        .file(
            folder + "tests/test_" + name.module() + ".py", "python/test_" + role + ".py", values);
  }
}
