package org.dora.daemon.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The file to execute for a command, found before the spawn so that a refusal can say what is
 * missing, which an error number alone cannot.
 *
 * @param path the file as the child will name it
 * @param argv the arguments, the program first
 */
record Program(String path, List<String> argv) {
  /** What execvp uses for a process without a PATH. */
  private static final String DEFAULT_PATH = "/bin:/usr/bin";

  private static final String SHELL = "/bin/sh";
  private static final List<Path> SETPRIV_FOLDERS =
      List.of(Path.of("/usr/bin"), Path.of("/bin"), Path.of("/usr/local/bin"), Path.of("/sbin"));

  /** {@code setpriv} of util-linux, or null; the one of busybox has no parent-death signal. */
  private static final @Nullable Path SETPRIV = findSetpriv();

  /** Returns whether {@link ProcessSpec#dieWithParent} takes effect here. */
  static boolean canDieWithParent() {
    return SETPRIV != null;
  }

  /** Finds what {@code spec} wants to start, or throws a SpawnException that says what is wrong. */
  static Program find(ProcessSpec spec) {
    refuseNul(spec);
    checkDirectory(spec);
    Path file = locate(spec);
    List<String> argv = new ArrayList<>();
    if (SETPRIV != null && spec.dieWithParent()) {
      argv.addAll(List.of(SETPRIV.toString(), "--pdeathsig", "KILL", "--"));
    }
    argv.addAll(spec.resources().launcher());
    String first = argv.isEmpty() ? file.toString() : argv.getFirst();
    argv.addAll(spec.argv()); // the name as given, which a program sees as its $0
    return new Program(first, argv);
  }

  /** Returns this for the shell: what execvp does with a script that has no {@code #!} line. */
  Program asShellScript() {
    List<String> words = new ArrayList<>(List.of(SHELL, path));
    words.addAll(argv.subList(1, argv.size()));
    return new Program(SHELL, words);
  }

  private static Path locate(ProcessSpec spec) {
    String program = spec.program();
    if (program.contains("/")) {
      Path file = spec.directory().resolve(program);
      checkExecutable(file, spec);
      return file;
    }
    String path = spec.environment().getOrDefault("PATH", DEFAULT_PATH);
    for (String folder : path.split(":", -1)) {
      Path file = spec.directory().resolve(folder).resolve(program);
      if (Files.isRegularFile(file) && Files.isExecutable(file)) {
        return file;
      }
    }
    throw refusal(spec, NativePosix.ENOENT, "no such program in PATH `" + path + "`");
  }

  private static void checkExecutable(Path file, ProcessSpec spec) {
    if (!Files.exists(file)) {
      throw refusal(spec, NativePosix.ENOENT, "no such file");
    }
    if (Files.isDirectory(file)) {
      throw refusal(spec, NativePosix.EACCES, "this is a directory, expected a program");
    }
    if (!Files.isExecutable(file)) {
      throw refusal(spec, NativePosix.EACCES, "the file is not executable for this user");
    }
  }

  private static void checkDirectory(ProcessSpec spec) {
    Path directory = spec.directory();
    if (!Files.exists(directory)) {
      throw refusal(spec, NativePosix.ENOENT, "the working directory does not exist");
    }
    if (!Files.isDirectory(directory)) {
      throw refusal(spec, NativePosix.ENOTDIR, "the working directory is not a directory");
    }
    if (!Files.isExecutable(directory)) {
      throw refusal(spec, NativePosix.EACCES, "this user may not enter the working directory");
    }
  }

  /** C strings end at a NUL: a variable or argument with one would be cut off silently. */
  private static void refuseNul(ProcessSpec spec) {
    for (String word : spec.argv()) {
      if (word.indexOf('\0') >= 0) {
        throw refusal(spec, NativePosix.EINVAL, "an argument contains a NUL character");
      }
    }
    for (Map.Entry<String, String> variable : spec.environment().entrySet()) {
      String name = variable.getKey();
      if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
        throw refusal(
            spec, NativePosix.EINVAL, "`" + name + "` is not a name for an environment variable");
      }
      if (variable.getValue().indexOf('\0') >= 0) {
        throw refusal(
            spec,
            NativePosix.EINVAL,
            "the environment variable `" + name + "` contains a NUL character");
      }
    }
  }

  /** Returns the exception for what {@code posix_spawn} refused although the file is there. */
  static SpawnException refusedBySystem(ProcessSpec spec, int errno) {
    String reason = NativePosix.errorText(errno);
    return errno == NativePosix.ENOENT
        ? refusal(spec, errno, "the interpreter or loader that the file names is missing")
        : refusal(spec, errno, reason);
  }

  private static SpawnException refusal(ProcessSpec spec, int errno, String reason) {
    return new SpawnException(spec.program(), spec.directory(), errno, reason);
  }

  private static @Nullable Path findSetpriv() {
    if (!Platform.current().linux()) {
      return null;
    }
    for (Path folder : SETPRIV_FOLDERS) {
      Path setpriv = folder.resolve("setpriv");
      try {
        if (Files.isExecutable(setpriv)
            && String.valueOf(setpriv.toRealPath().getFileName()).equals("setpriv")) {
          return setpriv;
        }
      } catch (IOException _) {
        // Gone or unreadable: not usable.
      }
    }
    return null;
  }
}
