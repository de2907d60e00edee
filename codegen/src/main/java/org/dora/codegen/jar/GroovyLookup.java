package org.dora.codegen.jar;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.MethodModel;
import java.lang.constant.MethodTypeDesc;

/**
 * Answers picocli's question whether Groovy is there, which every command asks and for which the
 * JVM would open the file and search it through, 15 ms. It is not.
 */
final class GroovyLookup {
  /** The class of picocli that asks. */
  static final String ASKING = "picocli/CommandLine$DefaultFactory.class";

  private static final String METHOD = "loadClosureClass";
  private static final String TYPE = "()Ljava/lang/Class;";

  private GroovyLookup() {}

  static byte[] answeredIn(byte[] classFile, ClassFile writer) {
    ClassModel model = writer.parse(classFile);
    if (model.methods().stream().noneMatch(GroovyLookup::isQuestion)) {
      throw new IllegalArgumentException(
          "picocli has changed: no " + METHOD + TYPE + ", see whether it still looks for Groovy");
    }
    return writer.transformClass(
        model,
        ClassTransform.dropping(
                element -> element instanceof MethodModel method && isQuestion(method))
            .andThen(
                ClassTransform.endHandler(built ->
                    built.withMethodBody(
                        METHOD,
                        MethodTypeDesc.ofDescriptor(TYPE),
                        ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC,
                        code -> code.aconst_null().areturn()))));
  }

  private static boolean isQuestion(MethodModel method) {
    return method.methodName().equalsString(METHOD) && method.methodType().equalsString(TYPE);
  }
}
