package org.dora.codegen.jar;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Spares a short command what the JVM generates at first use and no AOT cache holds: each pattern
 * switch and each record's {@code equals}, {@code hashCode} and {@code toString} is linked by a
 * bootstrap method, a millisecond or more apiece. They become calls of plain methods that do the
 * same.
 */
final class PlainCalls {
  private record AddedMethod(MethodTypeDesc type, Consumer<CodeBuilder> body) {}

  private final ClassModel model;
  private final ClassDesc owner;
  private final Map<String, AddedMethod> added = new LinkedHashMap<>();

  private PlainCalls(ClassModel model) {
    this.model = model;
    owner = model.thisClass().asSymbol();
  }

  /** Returns the class file with plain calls, or as it is if it has no such call. */
  static byte[] in(byte[] classFile, ClassFile writer) {
    PlainCalls calls = new PlainCalls(writer.parse(classFile));
    byte[] result =
        writer.transformClass(
            calls.model,
            ClassTransform.transformingMethodBodies(calls::replace)
                .andThen(ClassTransform.endHandler(calls::addMethods)));
    return calls.added.isEmpty() ? classFile : result;
  }

  private void replace(CodeBuilder code, CodeElement element) {
    if (element instanceof InvokeDynamicInstruction call) {
      if (PatternSwitch.isOne(call)) {
        call(code, call, body -> PatternSwitch.write(body, call.bootstrapArgs()));
        return;
      }
      if (RecordMethod.isOne(call)) {
        RecordMethod method = RecordMethod.of(owner, call.bootstrapArgs());
        call(code, call, body -> method.write(body, call.name().stringValue()));
        return;
      }
    }
    code.with(element);
  }

  private void call(
      CodeBuilder code, InvokeDynamicInstruction replaced, Consumer<CodeBuilder> body) {
    String name = "plain$" + replaced.name().stringValue() + "$" + added.size();
    added.put(name, new AddedMethod(replaced.typeSymbol(), body));
    code.invokestatic(owner, name, replaced.typeSymbol(), model.flags().has(AccessFlag.INTERFACE));
  }

  private void addMethods(ClassBuilder built) {
    added.forEach((name, method) ->
        built.withMethodBody(
            name,
            method.type(),
            ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
            method.body()));
  }
}
