package org.dora.cli.project;

import java.util.Map;

/** Java: source files that dora starts as they are, so that there is nothing to build. */
final class JavaProject implements Starter {
  @Override
  public Project dataflow(ProjectName name) {
    Map<String, String> values = Map.of("name", name.text());
    return new Project.Draft()
        .file("dataflow.yml", "java/dataflow.yml", values)
        .file("Talker.java", "java/Talker.java", values)
        .file("Listener.java", "java/Listener.java", values)
        .file("README.md", "java/dataflow-readme.md", values)
        .file(".gitignore", "java/gitignore", values)
        .part("Java node", "talker_1", "Talker.java")
        .part("Java node", "talker_2", "Talker.java")
        .part("Java node", "listener_1", "Listener.java")
        .part("Java dataflow", name.text(), "")
        .done();
  }

  @Override
  public Project node(ProjectName name) {
    String program = name.javaClass();
    Map<String, String> values =
        Map.of("name", name.text(), "id", name.folder(), "folder", name.folder(), "class", program);
    return new Project.Draft()
        .file(program + ".java", "java/Node.java", values)
        .file(program + "Test.java", "java/NodeTest.java", values)
        .file("dataflow.yml", "java/node.yml", values)
        .file("test.yml", "java/test.yml", values)
        .file("README.md", "java/node-readme.md", values)
        .file(".gitignore", "java/gitignore", values)
        .part("Java node", name.text(), "")
        .done();
  }
}
