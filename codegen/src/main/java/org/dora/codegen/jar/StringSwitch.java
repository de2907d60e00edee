package org.dora.codegen.jar;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A choice by text as javac writes it: by the hash code first. */
final class StringSwitch {
  private static final MethodTypeDesc HASH_CODE = MethodTypeDesc.of(ConstantDescs.CD_int);
  private static final MethodTypeDesc EQUALS =
      MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_Object);

  private StringSwitch() {}

  /**
   * Writes the choice; what is written next runs for any other text.
   *
   * @param slot where the text is
   * @param cases what to do for each text; must end the method
   */
  static void write(CodeBuilder code, int slot, Map<String, Consumer<CodeBuilder>> cases) {
    Map<Integer, List<String>> byHash = new TreeMap<>();
    cases
        .keySet()
        .forEach(text -> byHash.computeIfAbsent(text.hashCode(), _ -> new ArrayList<>()).add(text));
    Label other = code.newLabel();
    List<SwitchCase> jumps = new ArrayList<>();
    byHash.keySet().forEach(hash -> jumps.add(SwitchCase.of(hash, code.newLabel())));
    code.aload(slot).invokevirtual(ConstantDescs.CD_String, "hashCode", HASH_CODE);
    code.lookupswitch(other, jumps);
    for (SwitchCase jump : jumps) {
      code.labelBinding(jump.target());
      for (String text : byHash.getOrDefault(jump.caseValue(), List.of())) {
        Label next = code.newLabel();
        code.aload(slot).loadConstant(text);
        code.invokevirtual(ConstantDescs.CD_String, "equals", EQUALS).ifeq(next);
        cases.getOrDefault(text, _ -> {}).accept(code);
        code.labelBinding(next);
      }
      code.goto_(other);
    }
    code.labelBinding(other);
  }
}
