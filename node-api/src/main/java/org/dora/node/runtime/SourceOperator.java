package org.dora.node.runtime;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.dora.common.jvm.JavaLauncher;
import org.dora.node.Operator;
import org.jspecify.annotations.Nullable;

/**
 * Loads an operator from a source file that needs no build: compiled in memory, together with the
 * source files of its folder that it uses.
 *
 * @param file relative to the working directory
 * @param className fully qualified; null for the class named like the file
 */
record SourceOperator(Path file, @Nullable String className) implements OperatorLoader {
  @Override
  public boolean canReload() {
    return true;
  }

  @Override
  public Operator load() {
    if (!Files.isRegularFile(file)) {
      throw new OperatorException("no Java library at `" + file + "`");
    }
    Map<String, byte[]> classes = compile();
    return OperatorClass.instance(
        file, new CompiledClasses(classes), className == null ? nameIn(classes) : className);
  }

  /** Returns the class that has the file's name, in whichever package. */
  private String nameIn(Map<String, byte[]> classes) {
    String simple = file.getFileName().toString().replaceFirst("\\.java$", "");
    List<String> named =
        classes.keySet().stream()
            .filter(name -> name.equals(simple) || name.endsWith("." + simple))
            .toList();
    return OperatorClass.only(
        file, named, "called `" + simple + "`: rename class or file, or write the class after a #");
  }

  private Map<String, byte[]> compile() {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new OperatorException(
          "`" + file + "` cannot be compiled: dora runs on a Java without compiler, not on a JDK");
    }
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
            compiler.getStandardFileManager(problems, Locale.ROOT, StandardCharsets.UTF_8);
        InMemory output = new InMemory(files)) {
      boolean compiled =
          compiler
              .getTask(
                  null,
                  output,
                  problems,
                  List.of("-proc:none", "-cp", classPath(), "-sourcepath", folder()),
                  null,
                  files.getJavaFileObjects(file))
              .call();
      if (!compiled) {
        throw new OperatorException("`" + file + "` does not compile:\n" + text(problems));
      }
      return output.classes();
    } catch (IOException e) {
      throw new OperatorException("cannot compile `" + file + "`", e);
    }
  }

  private String folder() {
    Path folder = file.toAbsolutePath().getParent();
    return folder == null ? "." : folder.toString();
  }

  private static String classPath() {
    return JavaLauncher.ofThisProcess().classPath().stream()
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String text(DiagnosticCollector<JavaFileObject> problems) {
    return problems.getDiagnostics().stream()
        .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
        .map(Diagnostic::toString)
        .collect(Collectors.joining("\n"));
  }

  /** Keeps what the compiler writes. */
  private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> written = new HashMap<>();

    private InMemory(JavaFileManager files) {
      super(files);
    }

    private Map<String, byte[]> classes() {
      Map<String, byte[]> classes = new HashMap<>();
      written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
      return classes;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(
          URI.create("memory:///" + className.replace('.', '/') + kind.extension), kind) {
        @Override
        public OutputStream openOutputStream() {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          written.put(className, bytes);
          return bytes;
        }
      };
    }
  }

  /** Defines compiled classes when they are asked for. */
  private static final class CompiledClasses extends ClassLoader {
    private final Map<String, byte[]> classes;

    private CompiledClasses(Map<String, byte[]> classes) {
      super(OperatorRuntime.class.getClassLoader());
      this.classes = classes;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] bytes = classes.get(name);
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }
}
