package org.dora.codegen.jar;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.constant.ClassDesc;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A JAR with the class files changed for a quick start, everything else and the order and times of
 * the entries as they were. The same input gives the same bytes.
 */
final class StartupJar {
  /** Whose call sites may be changed: our own, since we know how they were compiled. */
  private static final String OURS = "org/dora/";

  private static final String PICOCLI = "picocli/";

  /**
   * Only {@code dora graph} loads the libraries that lay graphs out, and they refer to classes of
   * Eclipse that are not there, so that no stack maps can be made for them.
   */
  private static final String LAYOUT = "org/eclipse/";

  private static final String CLASS = ".class";

  private final ZipFile jar;
  private final ClassFile writer;
  private final AnnotationClasses annotationClasses;
  private final PreparedAnnotations annotations;

  private StartupJar(ZipFile jar) {
    this.jar = jar;
    writer =
        ClassFile.of(
            ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(this::classFile)
                    .orElse(ClassHierarchyResolver.defaultResolver())));
    annotationClasses = new AnnotationClasses(writer, this::model);
    annotations = new PreparedAnnotations(writer, annotationClasses);
  }

  static byte[] of(Path jar) throws IOException {
    try (ZipFile file = new ZipFile(jar.toFile())) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      new StartupJar(file).write(bytes);
      return bytes.toByteArray();
    }
  }

  private void write(OutputStream out) throws IOException {
    List<? extends ZipEntry> entries = Collections.list(jar.entries());
    prepareAnnotations(entries);
    try (ZipOutputStream to = new ZipOutputStream(out)) {
      for (ZipEntry entry : entries) {
        write(to, entry.getName(), entry.getTimeLocal(), contentOf(entry));
      }
      for (Map.Entry<ClassDesc, byte[]> made : annotationClasses.made().entrySet()) {
        write(to, nameOf(made.getKey()), entries.getFirst().getTimeLocal(), made.getValue());
      }
    }
  }

  private static void write(ZipOutputStream to, String name, LocalDateTime time, byte[] content)
      throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(time);
    to.putNextEntry(entry);
    to.write(content);
    to.closeEntry();
  }

  private void prepareAnnotations(List<? extends ZipEntry> entries) throws IOException {
    for (ZipEntry entry : entries) {
      if (entry.getName().startsWith(OURS) && entry.getName().endsWith(CLASS)) {
        annotations.prepare(writer.parse(bytesOf(entry)));
      }
    }
  }

  private byte[] contentOf(ZipEntry entry) throws IOException {
    byte[] content = bytesOf(entry);
    String name = entry.getName();
    if (!name.endsWith(CLASS)) {
      return content;
    }
    try {
      byte[] raised = name.startsWith(LAYOUT) ? content : RaisedClass.of(content, writer);
      if (name.equals(GroovyLookup.ASKING)) {
        return GroovyLookup.answeredIn(raised, writer);
      }
      if (name.startsWith(PICOCLI)) {
        return AnnotationQuestions.redirectedIn(raised, writer);
      }
      if (name.equals(nameOf(AnnotationQuestions.ANSWERING))) {
        return AnnotationQuestions.answeredIn(raised, writer, annotations::writeChoice);
      }
      return name.startsWith(OURS) ? PlainCalls.in(raised, writer) : raised;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("cannot change the class file " + name, e);
    }
  }

  private byte[] bytesOf(ZipEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  /** The type of an annotation. */
  private ClassModel model(ClassDesc type) {
    try (InputStream in = classFile(type)) {
      if (in == null) {
        throw new IllegalArgumentException("not in the JAR: " + nameOf(type));
      }
      return writer.parse(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For stack maps: what a class of this JAR extends. */
  private @Nullable InputStream classFile(ClassDesc type) {
    ZipEntry entry = jar.getEntry(nameOf(type));
    try {
      return entry == null ? null : jar.getInputStream(entry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String nameOf(ClassDesc type) {
    String descriptor = type.descriptorString();
    return descriptor.substring(1, descriptor.length() - 1) + CLASS;
  }
}
