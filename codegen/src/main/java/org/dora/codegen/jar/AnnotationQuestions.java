package org.dora.codegen.jar;

import static java.lang.constant.ConstantDescs.CD_Class;
import static java.lang.constant.ConstantDescs.CD_boolean;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.function.Consumer;

/** Makes picocli ask {@code org.dora.cli.CommandAnnotations} for annotations, not the JVM. */
final class AnnotationQuestions {
  /** What answers. */
  static final ClassDesc ANSWERING = ClassDesc.of("org.dora.cli.CommandAnnotations");

  private static final ClassDesc ELEMENT = ClassDesc.of("java.lang.reflect.AnnotatedElement");
  private static final ClassDesc ANNOTATION = ClassDesc.of("java.lang.annotation.Annotation");
  private static final String PREPARED = "prepared";

  private AnnotationQuestions() {}

  /** Returns a class of picocli with its questions redirected. */
  static byte[] redirectedIn(byte[] classFile, ClassFile writer) {
    boolean[] changed = {false};
    byte[] result =
        writer.transformClass(
            writer.parse(classFile),
            ClassTransform.transformingMethodBodies(
                (code, element) -> changed[0] |= redirect(code, element)));
    return changed[0] ? result : classFile;
  }

  private static boolean redirect(CodeBuilder code, CodeElement element) {
    if (element instanceof InvokeInstruction call && isReflection(call.owner().asSymbol())) {
      switch (call.name().stringValue() + call.type().stringValue()) {
        case "getAnnotation(Ljava/lang/Class;)Ljava/lang/annotation/Annotation;" -> {
          code.invokestatic(ANSWERING, "get", MethodTypeDesc.of(ANNOTATION, ELEMENT, CD_Class));
          return true;
        }
        case "isAnnotationPresent(Ljava/lang/Class;)Z" -> {
          code.invokestatic(
              ANSWERING, "isPresent", MethodTypeDesc.of(CD_boolean, ELEMENT, CD_Class));
          return true;
        }
        default -> {
          // Not a question.
        }
      }
    }
    code.with(element);
    return false;
  }

  private static boolean isReflection(ClassDesc owner) {
    return owner.equals(CD_Class) || owner.packageName().equals("java.lang.reflect");
  }

  /** Returns the answering class with the body of {@code prepared} that is given. */
  static byte[] answeredIn(byte[] classFile, ClassFile writer, Consumer<CodeBuilder> body) {
    return writer.transformClass(
        writer.parse(classFile),
        (built, element) -> {
          if (element instanceof MethodModel method && method.methodName().equalsString(PREPARED)) {
            built.withMethodBody(
                PREPARED, method.methodTypeSymbol(), method.flags().flagsMask(), body);
          } else {
            built.with(element);
          }
        });
  }
}
