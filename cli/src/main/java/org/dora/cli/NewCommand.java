package org.dora.cli;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.Callable;
import org.dora.cli.project.Kind;
import org.dora.cli.project.Language;
import org.dora.cli.project.Part;
import org.dora.cli.project.Project;
import org.dora.cli.project.ProjectName;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code dora new}: makes a dataflow or a node that runs as it is made (dataflow.md, section 13).
 */
@Command(
    description = {
      "Make a new dataflow, or a node for one, in a folder of its own. It runs as it is made.",
      ""
    })
final class NewCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "<NAME>",
      description = "Its name: ASCII letters, digits, `-` and `_`")
  private String name = "";

  @Parameters(index = "1", arity = "0..1", paramLabel = "<PATH>", hidden = true)
  private @Nullable Path path;

  @Option(
      names = "--kind",
      paramLabel = "<KIND>",
      converter = KindArgument.class,
      description = "What to make: dataflow or node (default: dataflow)")
  private Kind kind = Kind.DATAFLOW;

  @Option(
      names = "--lang",
      paramLabel = "<LANG>",
      converter = LanguageArgument.class,
      completionCandidates = LanguageNames.class,
      description = "The language of its nodes: java, python, rust, c or c++ (default: java)")
  private Language language = Language.JAVA;

  @Option(names = "--internal-create-with-path-dependencies", hidden = true)
  private boolean pathDependencies;

  private final Console console;

  NewCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    ProjectName projectName = ProjectName.of(kind, language, name);
    Path folder = path == null ? Path.of(projectName.folder()) : path;
    Project project = Project.of(kind, language, projectName);
    if (pathDependencies) {
      console.warn(
          "`--internal-create-with-path-dependencies` has no meaning here: it is for projects inside"
              + " dora's own sources");
    }
    project.writeTo(folder);
    for (Part part : project.parts()) {
      String place = shown(folder.resolve(part.path()));
      console.out().println("Created new " + part.what() + " `" + part.name() + "` at " + place);
    }
    console.out().println();
    console.out().println("Run it:  dora run " + quoted(folder.resolve("dataflow.yml")));
    return 0;
  }

  private static String shown(Path path) {
    Path file = path.normalize();
    return file.isAbsolute() || file.startsWith("..") ? file.toString() : "./" + file;
  }

  /** The path as a shell takes it. */
  private static String quoted(Path file) {
    String text = file.normalize().toString();
    for (int i = 0; i < text.length(); i++) {
      if (!Character.isLetterOrDigit(text.charAt(i)) && "/._-+@%,:=".indexOf(text.charAt(i)) < 0) {
        return "'" + text.replace("'", "'\\''") + "'";
      }
    }
    return text;
  }

  /** Reads a value of {@code --kind}. */
  static final class KindArgument implements ITypeConverter<Kind> {
    @Override
    public Kind convert(String value) {
      return Kind.of(value)
          .orElseThrow(() -> new TypeConversionException("expected dataflow or node"));
    }
  }

  /** Reads a value of {@code --lang}. */
  static final class LanguageArgument implements ITypeConverter<Language> {
    @Override
    public Language convert(String value) {
      return Language.of(value)
          .orElseThrow(() ->
              new TypeConversionException(
                  "expected one of " + String.join(", ", Language.allNames())));
    }
  }

  /** Says which values {@code --lang} takes: more than there are languages. */
  static final class LanguageNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Language.allNames().iterator();
    }
  }
}
