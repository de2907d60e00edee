package org.dora.codegen.jar;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/**
 * The choice that {@code java.lang.runtime.SwitchBootstraps.typeSwitch} makes, as plain code: of
 * (value, first label to try) the number of the first label that fits, of null -1, and the number
 * of labels if none does.
 */
final class PatternSwitch {
  private static final String BOOTSTRAPS = "Ljava/lang/runtime/SwitchBootstraps;";
  private static final MethodTypeDesc EQUALS =
      MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_Object);

  private PatternSwitch() {}

  /** Labels of other kinds, such as numbers or enum constants, stay with the JVM. */
  static boolean isOne(InvokeDynamicInstruction call) {
    return call.bootstrapMethod().owner().descriptorString().equals(BOOTSTRAPS)
        && call.bootstrapMethod().methodName().equals("typeSwitch")
        && call.typeSymbol().parameterType(0).isClassOrInterface()
        && call.bootstrapArgs().stream().allMatch(PatternSwitch::isKnownLabel);
  }

  private static boolean isKnownLabel(ConstantDesc label) {
    return label instanceof ClassDesc || label instanceof String;
  }

  static void write(CodeBuilder code, List<ConstantDesc> labels) {
    Label notNull = code.newLabel();
    code.aload(0).ifnonnull(notNull).iconst_m1().ireturn().labelBinding(notNull);
    for (int i = 0; i < labels.size(); i++) {
      Label next = code.newLabel();
      code.iload(1).loadConstant(i).if_icmpgt(next);
      test(code, labels.get(i)).ifeq(next);
      code.loadConstant(i).ireturn().labelBinding(next);
    }
    code.loadConstant(labels.size()).ireturn();
  }

  private static CodeBuilder test(CodeBuilder code, ConstantDesc label) {
    if (label instanceof ClassDesc type) {
      return code.aload(0).instanceOf(type);
    }
    return code.loadConstant(label)
        .aload(0)
        .invokevirtual(ConstantDescs.CD_Object, "equals", EQUALS);
  }
}
