package org.dora.codegen.jar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class PlainCallsTest {
  private static final ClassFile WRITER =
      ClassFile.of(ClassFile.StackMapsOption.GENERATE_STACK_MAPS);

  /** Loads {@link Shapes} and what belongs to it with plain calls. */
  private static final class Changed extends ClassLoader {
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(Shapes.class.getName())) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      if (loaded == null) {
        byte[] bytes = PlainCalls.in(classFile(name), WRITER);
        loaded = defineClass(name, bytes, 0, bytes.length);
      }
      return loaded;
    }
  }

  @Test
  void changedCodeDoesWhatItDid() throws ReflectiveOperationException {
    var constructor = new Changed().loadClass(Shapes.class.getName()).getDeclaredConstructor();
    constructor.setAccessible(true);

    Object results = ((Supplier<?>) constructor.newInstance()).get();

    assertEquals(new Shapes().get(), results);
  }

  @Test
  void noCallSiteOfARecordOrAPatternSwitchIsLeft() {
    for (Class<?> type : List.of(Shapes.class, Shapes.All.class, Shapes.Dot.class)) {
      byte[] before = classFile(type.getName());

      assertTrue(bootstrapped(before), type.getName());
      assertFalse(bootstrapped(PlainCalls.in(before, WRITER)), type.getName());
    }
  }

  @Test
  void aClassWithoutSuchCallsStaysAsItIs() {
    byte[] before = classFile(Shapes.Shape.class.getName());

    assertSame(before, PlainCalls.in(before, WRITER));
  }

  private static boolean bootstrapped(byte[] classFile) {
    return ClassFile.of().parse(classFile).methods().stream()
        .flatMap(method -> method.code().stream())
        .flatMap(code -> code.elementStream())
        .anyMatch(element ->
            element instanceof InvokeDynamicInstruction call
                && call.bootstrapMethod()
                    .owner()
                    .packageName()
                    .equals(java.lang.runtime.ObjectMethods.class.getPackageName()));
  }

  private static byte[] classFile(String name) {
    try (InputStream in =
        Objects.requireNonNull(
            PlainCallsTest.class.getResourceAsStream("/" + name.replace('.', '/') + ".class"))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
