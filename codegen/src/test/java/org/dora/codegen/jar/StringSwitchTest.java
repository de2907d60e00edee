package org.dora.codegen.jar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class StringSwitchTest {
  @Test
  void textsWithTheSameHashCodeAreToldApart() throws ReflectiveOperationException {
    assertEquals("Aa".hashCode(), "BB".hashCode());
    Map<String, Consumer<CodeBuilder>> cases =
        Map.of("Aa", number(1), "BB", number(2), "other", number(3), "", number(4));

    assertEquals(1, choose(cases, "Aa"));
    assertEquals(2, choose(cases, "BB"));
    assertEquals(3, choose(cases, "other"));
    assertEquals(4, choose(cases, ""));
    assertEquals(0, choose(cases, "none of them"));
    assertEquals(0, choose(Map.of(), "Aa"));
  }

  private static Consumer<CodeBuilder> number(int number) {
    return code -> code.loadConstant(number).ireturn();
  }

  private static Object choose(Map<String, Consumer<CodeBuilder>> cases, String text)
      throws ReflectiveOperationException {
    byte[] bytes =
        ClassFile.of()
            .build(
                ClassDesc.of(StringSwitchTest.class.getPackageName(), "Choice"),
                built ->
                    built.withMethodBody(
                        "choose",
                        MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_String),
                        ClassFile.ACC_STATIC,
                        code -> {
                          StringSwitch.write(code, 0, cases);
                          code.iconst_0().ireturn();
                        }));
    Class<?> choice = MethodHandles.lookup().defineHiddenClass(bytes, true).lookupClass();
    var method = choice.getDeclaredMethod("choose", String.class);
    method.setAccessible(true);
    return method.invoke(null, text);
  }
}
