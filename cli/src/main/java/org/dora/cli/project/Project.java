package org.dora.cli.project;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dora.cli.CliException;
import org.dora.common.files.FolderDeletion;

/**
 * A project before it is on the disk, so that all that can go wrong with its content has gone wrong
 * before anything is written.
 *
 * @param files what it consists of
 * @param parts what to tell the user, in this order
 */
public record Project(List<ProjectFile> files, List<Part> parts) {

  /** Makes the project of a kind, in a language, under a name. */
  public static Project of(Kind kind, Language language, ProjectName name) {
    Starter starter = starter(language);
    return switch (kind) {
      case DATAFLOW -> starter.dataflow(name);
      case NODE -> starter.node(name);
    };
  }

  private static Starter starter(Language language) {
    return switch (language) {
      case JAVA -> new JavaProject();
      case PYTHON -> new PythonProject();
      case RUST -> new RustProject();
      case C -> CmakeProject.inC();
      case CXX -> CmakeProject.inCxx();
    };
  }

  /** Collects files and parts; each template is read and filled here. */
  static final class Draft {
    private final List<ProjectFile> files = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();

    Draft file(String path, String template, Map<String, String> values) {
      files.add(new ProjectFile(path, Template.named(template).filled(values)));
      return this;
    }

    Draft part(String what, String name, String path) {
      parts.add(new Part(what, name, path));
      return this;
    }

    Project done() {
      return new Project(List.copyOf(files), List.copyOf(parts));
    }
  }

  /**
   * Writes the project into a new folder, which appears under its name when it is complete.
   *
   * @throws CliException if the folder exists or cannot be made; nothing is left behind then
   */
  public void writeTo(Path folder) {
    if (Files.exists(folder, NOFOLLOW_LINKS)) {
      throw exists(folder);
    }
    Path name = Objects.requireNonNull(folder.getFileName(), "what is new has a name");
    Path draft = folder.resolveSibling("." + name + ".new-" + ProcessHandle.current().pid());
    try {
      Files.createDirectory(draft);
      try {
        writeFiles(draft);
        Files.move(draft, folder);
      } finally {
        FolderDeletion.delete(draft);
      }
    } catch (FileAlreadyExistsException _) {
      throw exists(folder);
    } catch (IOException e) {
      throw failed(folder, "", reason(e));
    }
  }

  private void writeFiles(Path folder) throws IOException {
    for (ProjectFile file : files) {
      Path path = folder.resolve(file.path());
      Files.createDirectories(Objects.requireNonNull(path.getParent(), "a file is in a folder"));
      Files.write(path, file.content().getBytes(UTF_8));
    }
  }

  private static CliException exists(Path folder) {
    return failed(
        folder, "choose another name, or remove what is there", "File exists (os error 17)");
  }

  private static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "No such file or directory (os error 2)";
      case AccessDeniedException _ -> "Permission denied (os error 13)";
      default -> e.getClass().getSimpleName() + ": " + e.getMessage();
    };
  }

  private static CliException failed(Path folder, String hint, String reason) {
    return new CliException(
        CliException.FAILURE,
        "failed to create root directory `" + folder + "`",
        hint,
        CliException.failure(reason));
  }
}
