package org.dora.codegen.jar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.TimeZone;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartupJarTest {
  private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 2, 0);

  @TempDir Path folder;

  @Test
  void anOldClassIsRaisedAndPassesTheNewVerifier() throws Exception {
    Path jar = raised(jar("z.txt", "text".getBytes(UTF_8), "Old.class", oldClass()));

    byte[] bytes = contentOf(jar, "Old.class");
    assertEquals(RaisedClass.LOWEST_VERSION, RaisedClass.versionOf(bytes));
    assertEquals(List.of(), ClassFile.of().verify(bytes));
    // Application class loaders are verified by default, and from 51 on only with stack maps.
    Class<?> old =
        new ClassLoader() {
          Class<?> define() {
            return defineClass("Old", bytes, 0, bytes.length);
          }
        }.define();
    assertEquals(1, old.getMethod("sign", int.class).invoke(null, 5));
    assertEquals(-1, old.getMethod("sign", int.class).invoke(null, -5));
  }

  @Test
  void everythingElseKeepsItsPlaceTimeAndContent() throws IOException {
    Path jar = raised(jar("z.txt", "text".getBytes(UTF_8), "Old.class", oldClass()));

    try (ZipFile file = new ZipFile(jar.toFile())) {
      List<? extends ZipEntry> entries = Collections.list(file.entries());
      assertEquals(List.of("z.txt", "Old.class"), entries.stream().map(ZipEntry::getName).toList());
      assertTrue(entries.stream().allMatch(entry -> entry.getTimeLocal().equals(TIME)));
    }
    assertArrayEquals("text".getBytes(UTF_8), contentOf(jar, "z.txt"));
  }

  @Test
  void theTimeZoneOfTheBuildDoesNotShow() throws IOException {
    Path jar = jar("z.txt", new byte[0], "Old.class", oldClass());
    byte[] here = StartupJar.of(jar);
    TimeZone zone = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
      assertArrayEquals(here, StartupJar.of(jar));
    } finally {
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void picocliIsToldThatThereIsNoGroovy() throws Exception {
    Path jar = raised(jar("a", new byte[0], GroovyLookup.ASKING, askingClass("loadClosureClass")));

    byte[] bytes = contentOf(jar, GroovyLookup.ASKING);
    Class<?> asking =
        new ClassLoader() {
          Class<?> define() {
            return defineClass(null, bytes, 0, bytes.length);
          }
        }.define();
    assertNull(asking.getMethod("ask").invoke(null));
  }

  @Test
  void aPicocliThatAsksInAnotherWayIsAnError() throws IOException {
    Path jar = jar("a", new byte[0], GroovyLookup.ASKING, askingClass("renamed"));

    assertThrows(IllegalArgumentException.class, () -> StartupJar.of(jar));
  }

  @Test
  void theHeadIsToldTheDigestOfHeadAndJar() {
    byte[] jar = {1, 2, 3};
    String head = "build=" + ExecutableFile.DIGEST_PLACE + "\n";

    byte[] file = ExecutableFile.of(head, jar);

    assertArrayEquals(
        ("build=" + ExecutableFile.digest(head.getBytes(UTF_8), jar) + "\n\1\2\3").getBytes(UTF_8),
        file);
    assertTrue(!digestLine(file).equals(digestLine(ExecutableFile.of(head, new byte[] {1, 2}))));
    assertTrue(!digestLine(file).equals(digestLine(ExecutableFile.of("#\n" + head, jar))));
  }

  @Test
  void aHeadWithoutThePlaceIsAnError() {
    assertThrows(
        IllegalArgumentException.class, () -> ExecutableFile.of("#!/bin/sh\n", new byte[0]));
  }

  private static String digestLine(byte[] file) {
    return new String(file, UTF_8)
        .lines()
        .filter(line -> line.startsWith("build="))
        .toList()
        .get(0);
  }

  /** A class of Java 5 with a branch, and so with stack maps once it is raised. */
  private static byte[] oldClass() {
    return ClassFile.of(ClassFile.StackMapsOption.DROP_STACK_MAPS)
        .build(
            ClassDesc.of("Old"),
            built ->
                built
                    .withVersion(ClassFile.JAVA_5_VERSION, 0)
                    .withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_SUPER)
                    .withMethodBody(
                        "sign",
                        MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_int),
                        ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                        code -> {
                          var negative = code.newLabel();
                          code.iload(0).iflt(negative).iconst_1().ireturn();
                          code.labelBinding(negative).iconst_m1().ireturn();
                        }));
  }

  /** A class as picocli's: a private method that names a class, and one that calls it. */
  private static byte[] askingClass(String method) {
    ClassDesc type =
        ClassDesc.ofInternalName(
            GroovyLookup.ASKING.substring(0, GroovyLookup.ASKING.length() - 6));
    MethodTypeDesc returnsClass = MethodTypeDesc.of(ConstantDescs.CD_Class);
    return ClassFile.of()
        .build(
            type,
            built ->
                built
                    .withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_SUPER)
                    .withMethodBody(
                        method,
                        returnsClass,
                        ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC,
                        code -> code.loadConstant(ConstantDescs.CD_String).areturn())
                    .withMethodBody(
                        "ask",
                        returnsClass,
                        ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                        code -> code.invokestatic(type, method, returnsClass).areturn()));
  }

  private Path jar(String name, byte[] content, String otherName, byte[] otherContent)
      throws IOException {
    Path jar = folder.resolve("in.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      add(zip, name, content);
      add(zip, otherName, otherContent);
    }
    return jar;
  }

  private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(TIME);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  private Path raised(Path jar) throws IOException {
    return Files.write(folder.resolve("out.jar"), StartupJar.of(jar));
  }

  private static byte[] contentOf(Path jar, String name) throws IOException {
    try (ZipFile file = new ZipFile(jar.toFile())) {
      return file.getInputStream(file.getEntry(name)).readAllBytes();
    }
  }
}
