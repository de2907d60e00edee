package org.dora.interop.packaging;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Words of a command line. */
final class Command {
  private Command() {}

  static List<String> of(Path program, String... arguments) {
    return Stream.concat(Stream.of(program.toString()), Stream.of(arguments)).toList();
  }
}
