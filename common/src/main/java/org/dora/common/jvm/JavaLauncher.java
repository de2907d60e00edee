package org.dora.common.jvm;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the command line that starts a Java node: a source file that needs no build, or a JAR.
 *
 * <p>The node runs on the given JVM with our own file behind it on the class path, so that a source
 * file or a thin JAR finds the node API. Immutable; any thread may use it.
 *
 * @param java the {@code java} program, absolute
 * @param classPath what holds the node API: our one file, or the folders and JARs of a development
 *     run; absolute
 */
public record JavaLauncher(Path java, List<Path> classPath) {
  /** Set by the shell head of our file: where that file is. */
  public static final String FILE_PROPERTY = "dora.file";

  /**
   * What Arrow Java and FFM need of every JVM that we start (architecture, decision 7), and UTF-8
   * for what a node prints, whatever the locale of the daemon is. Also in {@code launch.sh}.
   */
  private static final List<String> JVM_FLAGS =
      List.of(
          "--add-opens=java.base/java.nio=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "--enable-native-access=ALL-UNNAMED",
          "-Dstdout.encoding=UTF-8",
          "-Dstderr.encoding=UTF-8");

  /** Small and quick to start; payloads lie outside the heap, so most nodes collect little. */
  private static final String COLLECTOR = "-XX:+UseSerialGC";

  /** Where users give options to JVMs that they do not start themselves. */
  private static final List<String> OPTION_VARIABLES =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private static final Pattern CHOSEN_COLLECTOR = Pattern.compile("-XX:\\+Use\\w+GC");
  private static final Pattern CHOSEN_HEAP = Pattern.compile("-Xmx|-XX:Max(HeapSize=|RAM)");

  public JavaLauncher {
    classPath = List.copyOf(classPath);
  }

  /** The launcher that gives nodes the JVM and the program file of this process. */
  public static JavaLauncher ofThisProcess() {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    String file = System.getProperty(FILE_PROPERTY, "");
    String classPath = file.isEmpty() ? System.getProperty("java.class.path") : file;
    return new JavaLauncher(
        java,
        Stream.of(classPath.split(File.pathSeparator))
            .filter(entry -> !entry.isEmpty())
            .map(entry -> Path.of(entry).toAbsolutePath())
            .toList());
  }

  /** Whether a node with this file as its {@code path} is started by {@link #command}. */
  public static boolean starts(Path file) {
    return isSource(file) || isJar(file);
  }

  /**
   * The program and arguments that start the file as a node.
   *
   * @param file a {@code .java} or {@code .jar} file
   * @param arguments what the node's {@code main} gets
   * @param environment the node's; a garbage collector chosen there is not contradicted, which a
   *     JVM would take as a reason not to start
   * @throws JavaNodeException if the JVM would certainly refuse the file
   */
  public List<String> command(Path file, List<String> arguments, Map<String, String> environment) {
    Path node = file.toAbsolutePath().normalize();
    return command(classPathFor(node), target(node), arguments, environment);
  }

  /**
   * The program and arguments that start one of our own programs.
   *
   * @param mainClass on our class path
   * @param environment as for a node
   */
  public List<String> command(String mainClass, Map<String, String> environment) {
    return command(joined(classPath.stream()), mainClass, List.of(), environment);
  }

  private List<String> command(
      String classPath, String target, List<String> arguments, Map<String, String> environment) {
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.addAll(JVM_FLAGS);
    if (!isChosen(CHOSEN_COLLECTOR, environment)) {
      command.add(COLLECTOR);
    }
    command.add("-cp");
    command.add(classPath);
    command.add(target);
    command.addAll(arguments);
    return List.copyOf(command);
  }

  /**
   * Returns a command of this class for a JVM whose memory is limited, of which it knows nothing:
   * by itself it makes its heap a quarter of the machine's memory. Half of the limit is left for
   * what lies outside the heap, as payloads do.
   *
   * @param environment the node's; a size chosen there stays
   */
  public static List<String> withinMemory(
      long limit, List<String> command, Map<String, String> environment) {
    List<String> words = new ArrayList<>(command);
    if (!isChosen(CHOSEN_HEAP, environment)) {
      words.add(1, "-Xmx" + limit / 2);
    }
    return List.copyOf(words);
  }

  private static boolean isChosen(Pattern option, Map<String, String> environment) {
    return OPTION_VARIABLES.stream()
        .anyMatch(name -> option.matcher(environment.getOrDefault(name, "")).find());
  }

  /**
   * What stands for the file on the JVM's command line: the source file itself, or the {@code
   * Main-Class} of a JAR, which stands on the class path.
   *
   * @throws JavaNodeException if the JVM would certainly refuse the file
   */
  public static String target(Path file) {
    Path node = file.toAbsolutePath().normalize();
    if (!Files.isRegularFile(node)) {
      throw new JavaNodeException("there is no file `" + node + "`");
    }
    if (isJar(node)) {
      return mainClass(node);
    }
    if (isSource(node)) {
      JavaSourceFile.read(node).checkStartable();
      return node.toString();
    }
    throw new JavaNodeException(
        "`%s` is no Java node: expected a file that ends in .java or .jar".formatted(node));
  }

  private String classPathFor(Path node) {
    return joined(
        Stream.concat(isJar(node) ? Stream.of(node) : Stream.empty(), classPath.stream()));
  }

  private static String joined(Stream<Path> entries) {
    return entries.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  private static void checkFitsIntoClassPath(Path entry) {
    if (entry.toString().contains(File.pathSeparator)) {
      throw new JavaNodeException(
          "`%s` cannot stand on a class path, because its path contains `%s`"
              .formatted(entry, File.pathSeparator));
    }
  }

  private static boolean isSource(Path file) {
    return file.toString().endsWith(".java");
  }

  private static boolean isJar(Path file) {
    return file.toString().endsWith(".jar");
  }

  private static String mainClass(Path jar) {
    checkFitsIntoClassPath(jar);
    try (JarFile opened = new JarFile(jar.toFile())) {
      Manifest manifest = opened.getManifest();
      String mainClass =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
      if (mainClass == null || mainClass.isBlank()) {
        throw new JavaNodeException(
            "the manifest of `%s` names no Main-Class, so there is nothing to start"
                .formatted(jar));
      }
      return mainClass.strip();
    } catch (IOException e) {
      throw new JavaNodeException("cannot read `%s` as a JAR".formatted(jar), e);
    }
  }
}
