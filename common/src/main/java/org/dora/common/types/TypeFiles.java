package org.dora.common.types;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dora.common.descriptor.Problem;
import org.dora.common.yaml.Position;
import org.dora.common.yaml.TextFile;
import org.dora.common.yaml.YamlException;
import org.dora.common.yaml.YamlParser;
import org.dora.common.yaml.YamlProblems;
import org.dora.common.yaml.YamlValue;

/**
 * Reads a tree of type files: {@code <folder>/acme/v1.yml} holds the types {@code acme/v1/…}
 * (dataflow.md section 10). Goes on after a refusal, to tell of all at once.
 */
final class TypeFiles {
  private static final int MAX_DEPTH = 8;
  private static final String EXTENSION = ".yml";

  private final Path folder;
  private final List<Problem> problems = new ArrayList<>();
  private final SortedMap<String, TypeDefinition> types = new TreeMap<>();
  private int count;

  TypeFiles(Path folder) {
    this.folder = folder;
  }

  UserTypes load() {
    List<Path> files = new ArrayList<>();
    list(folder, 0, files);
    Collections.sort(files);
    for (Path file : files) {
      read(file);
    }
    if (!problems.isEmpty()) {
      throw new UserTypesException(problems);
    }
    return new UserTypes(count, types);
  }

  /** A folder that cannot be listed is passed over, as are links to folders. */
  private static void list(Path folder, int depth, List<Path> files) {
    if (depth == MAX_DEPTH) {
      return;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
          list(entry, depth + 1, files);
        } else if (isTypeFile(String.valueOf(entry.getFileName()))) {
          files.add(entry);
        }
      }
    } catch (IOException e) {
      // As if it were empty: what is missing is told of where a type is named.
    }
  }

  private static boolean isTypeFile(String name) {
    return name.endsWith(EXTENSION) && name.length() > EXTENSION.length();
  }

  private void read(Path file) {
    String name = folder.relativize(file).toString().replace('\\', '/');
    String prefix = name.substring(0, name.length() - EXTENSION.length());
    if (prefix.startsWith("std/")) {
      refuse(file, "user types cannot use the \"std/\" prefix: " + file);
      return;
    }
    String text;
    try {
      text = TextFile.read(file, YamlParser.MAX_LENGTH);
    } catch (TextFile.UnreadableException e) {
      refuse(file, e.getMessage());
      return;
    }
    YamlProblems refusals = new YamlProblems();
    try {
      YamlValue root = YamlValue.root(YamlParser.parse(text), refusals);
      define(prefix, types(root));
    } catch (YamlException e) {
      refusals.add(e);
    }
    for (YamlException refusal : refusals.inOrder()) {
      problems.add(Problem.of(file.toString(), text, refusal));
    }
  }

  private static SortedMap<String, TypeDefinition> types(YamlValue root) {
    YamlValue types = root.fields("struct TypePackage").required("types");
    return TypeDefinitionReader.readAll(types);
  }

  private void define(String prefix, SortedMap<String, TypeDefinition> read) {
    for (Map.Entry<String, TypeDefinition> type : read.entrySet()) {
      types.put(prefix + "/" + type.getKey(), type.getValue());
      count++;
    }
  }

  private void refuse(Path file, String reason) {
    problems.add(new Problem(file.toString(), Position.START, reason, List.of(), ""));
  }
}
