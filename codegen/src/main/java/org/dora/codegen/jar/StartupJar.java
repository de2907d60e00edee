package org.dora.codegen.jar;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.constant.ClassDesc;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
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

  private final ZipFile jar;
  private final ClassFile writer;

  private StartupJar(ZipFile jar) {
    this.jar = jar;
    writer =
        ClassFile.of(
            ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(this::classFile)
                    .orElse(ClassHierarchyResolver.defaultResolver())));
  }

  static byte[] of(Path jar) throws IOException {
    try (ZipFile file = new ZipFile(jar.toFile())) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      new StartupJar(file).write(bytes);
      return bytes.toByteArray();
    }
  }

  private void write(OutputStream out) throws IOException {
    try (ZipOutputStream to = new ZipOutputStream(out)) {
      List<? extends ZipEntry> entries = Collections.list(jar.entries());
      for (ZipEntry entry : entries) {
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(entry.getTimeLocal());
        to.putNextEntry(copy);
        to.write(contentOf(entry));
        to.closeEntry();
      }
    }
  }

  private byte[] contentOf(ZipEntry entry) throws IOException {
    byte[] content = bytesOf(entry);
    if (!entry.getName().endsWith(".class")) {
      return content;
    }
    try {
      byte[] raised = RaisedClass.of(content, writer);
      if (entry.getName().equals(GroovyLookup.ASKING)) {
        return GroovyLookup.answeredIn(raised, writer);
      }
      return entry.getName().startsWith(OURS) ? PlainCalls.in(raised, writer) : raised;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("cannot change the class file " + entry.getName(), e);
    }
  }

  private byte[] bytesOf(ZipEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  /** For stack maps: what a class of this JAR extends. */
  private @Nullable InputStream classFile(ClassDesc type) {
    String descriptor = type.descriptorString();
    ZipEntry entry = jar.getEntry(descriptor.substring(1, descriptor.length() - 1) + ".class");
    try {
      return entry == null ? null : jar.getInputStream(entry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
