package org.dora.codegen.jar;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;

/**
 * A class file of a version that AOT caches leave out, made one of a version that they hold: with
 * the stack maps that the JVM's newer verifier wants. picocli's are of version 49 (Java 5).
 */
final class RaisedClass {
  /**
   * Java 8: the first version whose class files all have stack maps in the libraries that we use.
   */
  static final int LOWEST_VERSION = ClassFile.JAVA_8_VERSION;

  /** Writes each method anew, so that stack maps come into being; leaves the instructions alone. */
  private static final CodeTransform REWRITE = (code, element) -> code.with(element);

  private static final ClassTransform RAISE =
      ((ClassTransform)
              (built, element) -> {
                if (element instanceof ClassFileVersion) {
                  built.withVersion(LOWEST_VERSION, 0);
                } else {
                  built.with(element);
                }
              })
          .andThen(ClassTransform.transformingMethodBodies(REWRITE));

  private RaisedClass() {}

  /** Returns the class file raised, or as it is if its version is high enough. */
  static byte[] of(byte[] classFile, ClassFile writer) {
    if (versionOf(classFile) >= LOWEST_VERSION) {
      return classFile;
    }
    ClassModel model = writer.parse(classFile);
    return writer.transformClass(model, RAISE);
  }

  static int versionOf(byte[] classFile) {
    return Byte.toUnsignedInt(classFile[6]) << 8 | Byte.toUnsignedInt(classFile[7]);
  }
}
