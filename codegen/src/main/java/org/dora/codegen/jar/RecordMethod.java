package org.dora.codegen.jar;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code java.lang.runtime.ObjectMethods} generates for a record, as plain code.
 *
 * @param record the record
 * @param components its components in their order
 */
record RecordMethod(ClassDesc record, List<Component> components) {
  private static final String BOOTSTRAPS = "Ljava/lang/runtime/ObjectMethods;";
  private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");
  private static final ClassDesc TEXT = ClassDesc.of("java.lang.StringBuilder");

  record Component(String name, ClassDesc type) {
    TypeKind kind() {
      return TypeKind.from(type);
    }

    /** The class with the static methods for values of this type. */
    ClassDesc box() {
      return switch (kind()) {
        case BOOLEAN -> ClassDesc.of("java.lang.Boolean");
        case BYTE -> ClassDesc.of("java.lang.Byte");
        case CHAR -> ClassDesc.of("java.lang.Character");
        case SHORT -> ClassDesc.of("java.lang.Short");
        case INT -> ClassDesc.of("java.lang.Integer");
        case LONG -> ClassDesc.of("java.lang.Long");
        case FLOAT -> ClassDesc.of("java.lang.Float");
        case DOUBLE -> ClassDesc.of("java.lang.Double");
        case REFERENCE -> OBJECTS;
        case VOID -> throw new IllegalArgumentException("a component of type void: " + name);
      };
    }

    /** Its type as the parameter of a method that takes a value of any type. */
    ClassDesc parameter() {
      return type.isPrimitive() ? type : CD_Object;
    }
  }

  static boolean isOne(InvokeDynamicInstruction call) {
    return call.bootstrapMethod().owner().descriptorString().equals(BOOTSTRAPS);
  }

  /**
   * @param arguments what javac gives the bootstrap method: the record, the components' names
   *     joined by {@code ;}, a getter of each
   */
  static RecordMethod of(ClassDesc record, List<ConstantDesc> arguments) {
    String names = (String) arguments.get(1);
    List<Component> components = new ArrayList<>();
    for (int i = 2; i < arguments.size(); i++) {
      DirectMethodHandleDesc getter = (DirectMethodHandleDesc) arguments.get(i);
      components.add(new Component(names.split(";")[i - 2], getter.invocationType().returnType()));
    }
    return new RecordMethod(record, components);
  }

  void write(CodeBuilder code, String method) {
    switch (method) {
      case "equals" -> equals(code);
      case "hashCode" -> hashCode(code);
      case "toString" -> toString(code);
      default -> throw new IllegalArgumentException("a record's method " + method);
    }
  }

  private void equals(CodeBuilder code) {
    Label different = code.newLabel();
    code.aload(1).instanceOf(record).ifeq(different);
    code.aload(1).checkcast(record).astore(2);
    for (Component component : components) {
      load(code, 0, component);
      load(code, 2, component);
      switch (component.kind()) {
        case REFERENCE ->
            code.invokestatic(
                    OBJECTS, "equals", MethodTypeDesc.of(CD_boolean, CD_Object, CD_Object))
                .ifeq(different);
        // For float and double this is not ==: NaN equals NaN, and 0.0 is not -0.0.
        case LONG, FLOAT, DOUBLE ->
            code.invokestatic(
                    component.box(),
                    "compare",
                    MethodTypeDesc.of(CD_int, component.type(), component.type()))
                .ifne(different);
        case BOOLEAN, BYTE, CHAR, SHORT, INT, VOID -> code.if_icmpne(different);
      }
    }
    code.iconst_1().ireturn().labelBinding(different).iconst_0().ireturn();
  }

  private void hashCode(CodeBuilder code) {
    code.iconst_0();
    for (Component component : components) {
      code.bipush(31).imul();
      load(code, 0, component);
      code.invokestatic(
              component.box(), "hashCode", MethodTypeDesc.of(CD_int, component.parameter()))
          .iadd();
    }
    code.ireturn();
  }

  private void toString(CodeBuilder code) {
    code.new_(TEXT).dup().invokespecial(TEXT, "<init>", MethodTypeDesc.ofDescriptor("()V"));
    String before = simpleName() + "[";
    for (Component component : components) {
      append(code.loadConstant(before + component.name() + "="), CD_String);
      load(code, 0, component);
      append(
          code,
          switch (component.kind()) {
            case BYTE, SHORT -> CD_int;
            default -> component.parameter();
          });
      before = ", ";
    }
    append(code.loadConstant(components.isEmpty() ? before + "]" : "]"), CD_String);
    code.invokevirtual(TEXT, "toString", MethodTypeDesc.of(CD_String)).areturn();
  }

  private void load(CodeBuilder code, int slot, Component component) {
    code.aload(slot).getfield(record, component.name(), component.type());
  }

  private static void append(CodeBuilder code, ClassDesc type) {
    code.invokevirtual(TEXT, "append", MethodTypeDesc.of(TEXT, type));
  }

  /**
   * As {@code Class.getSimpleName}: a nested record without its outer classes, a local one without
   * its number.
   */
  private String simpleName() {
    String name = record.displayName();
    return name.substring(name.lastIndexOf('$') + 1).replaceFirst("^[0-9]+", "");
  }
}
