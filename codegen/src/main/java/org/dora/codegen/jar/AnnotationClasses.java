package org.dora.codegen.jar;

import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Annotations as plain classes: for each type one that returns the defaults, and for each use one
 * that extends it with what is said there.
 */
final class AnnotationClasses {
  private final ClassFile writer;
  private final Function<ClassDesc, ClassModel> types;
  private final Map<ClassDesc, byte[]> made = new LinkedHashMap<>();

  /**
   * @param types finds an annotation's type
   */
  AnnotationClasses(ClassFile writer, Function<ClassDesc, ClassModel> types) {
    this.writer = writer;
    this.types = types;
  }

  /** All classes that were made, in the order in which they were. */
  Map<ClassDesc, byte[]> made() {
    return made;
  }

  void add(ClassDesc name, byte[] classFile) {
    made.put(name, classFile);
  }

  /** Makes the class of one use of an annotation. */
  void ofUse(ClassDesc name, Annotation annotation) {
    ClassModel type = types.apply(annotation.classSymbol());
    ClassDesc defaults = defaultsOf(type);
    made.put(
        name,
        writer.build(
            name,
            built -> {
              begin(built, defaults, ClassFile.ACC_FINAL);
              for (AnnotationElement element : annotation.elements()) {
                String member = element.name().stringValue();
                returning(built, member, typeOf(type, member), element.value());
              }
            }));
  }

  private ClassDesc defaultsOf(ClassModel type) {
    ClassDesc symbol = type.thisClass().asSymbol();
    // In the type's package, since a default may be a class that only that package sees.
    ClassDesc name = ClassDesc.of(symbol.packageName(), symbol.displayName() + "$$Defaults");
    if (!made.containsKey(name)) {
      made.put(
          name,
          writer.build(
              name,
              built -> {
                begin(built, ConstantDescs.CD_Object, ClassFile.ACC_ABSTRACT);
                built.withInterfaceSymbols(symbol);
                method(built, "annotationType", ConstantDescs.CD_Class, code -> code.ldc(symbol));
                for (MethodModel member : type.methods()) {
                  member
                      .findAttribute(Attributes.annotationDefault())
                      .ifPresent(value ->
                          returning(
                              built,
                              member.methodName().stringValue(),
                              member.methodTypeSymbol().returnType(),
                              value.defaultValue()));
                }
              }));
    }
    return name;
  }

  private static ClassDesc typeOf(ClassModel type, String member) {
    return type.methods().stream()
        .filter(method -> method.methodName().equalsString(member))
        .map(method -> method.methodTypeSymbol().returnType())
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no " + member + " in " + type));
  }

  private static void begin(ClassBuilder built, ClassDesc parent, int flag) {
    built
        .withFlags(flag | ClassFile.ACC_PUBLIC | ClassFile.ACC_SUPER | ClassFile.ACC_SYNTHETIC)
        .withSuperclass(parent)
        .withMethodBody(
            ConstantDescs.INIT_NAME,
            ConstantDescs.MTD_void,
            ClassFile.ACC_PUBLIC,
            code ->
                code.aload(0)
                    .invokespecial(parent, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                    .return_());
  }

  private static void returning(
      ClassBuilder built, String member, ClassDesc type, AnnotationValue value) {
    method(built, member, type, code -> load(code, type, value));
  }

  private static void method(
      ClassBuilder built, String name, ClassDesc type, Consumer<CodeBuilder> load) {
    built.withMethodBody(
        name,
        MethodTypeDesc.of(type),
        ClassFile.ACC_PUBLIC,
        code -> {
          load.accept(code);
          code.return_(TypeKind.from(type));
        });
  }

  private static void load(CodeBuilder code, ClassDesc type, AnnotationValue value) {
    switch (value) {
      case AnnotationValue.OfArray array -> loadArray(code, type.componentType(), array);
      case AnnotationValue.OfConstant constant ->
          code.loadConstant(constant.constant().constantValue());
      case AnnotationValue.OfClass named -> code.ldc(named.classSymbol());
      case AnnotationValue.OfEnum constant ->
          code.getstatic(
              constant.classSymbol(),
              constant.constantName().stringValue(),
              constant.classSymbol());
      case AnnotationValue.OfAnnotation _ ->
          throw new IllegalArgumentException("an annotation within an annotation: " + value);
    }
  }

  private static void loadArray(
      CodeBuilder code, ClassDesc component, AnnotationValue.OfArray array) {
    code.loadConstant(array.values().size());
    if (component.isPrimitive()) {
      code.newarray(TypeKind.from(component));
    } else {
      code.anewarray(component);
    }
    for (int i = 0; i < array.values().size(); i++) {
      code.dup().loadConstant(i);
      load(code, component, array.values().get(i));
      code.arrayStore(TypeKind.from(component));
    }
  }
}
