package org.dora.codegen.jar;

import java.lang.classfile.Annotation;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.FieldModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Makes a plain class of each of picocli's annotations on our commands and their fields. To read an
 * annotation the JVM generates a proxy of its type, 3-5 ms for each type at every start, which no
 * AOT cache holds.
 *
 * <p>{@code org.dora.cli.CommandAnnotations} answers from them; {@link AnnotationQuestions} makes
 * picocli ask it.
 */
final class PreparedAnnotations {
  private static final String PICOCLI = "picocli";
  private static final ClassDesc ANNOTATION = ClassDesc.of("java.lang.annotation.Annotation");

  /** Returns the annotations of a member by its name, or of the class by the empty name. */
  static final MethodTypeDesc OF_MEMBER =
      MethodTypeDesc.of(ANNOTATION.arrayType(), ConstantDescs.CD_String);

  private final ClassFile writer;
  private final AnnotationClasses classes;

  /** By the names of the annotated classes: what answers for each. */
  private final Map<String, ClassDesc> answering = new TreeMap<>();

  PreparedAnnotations(ClassFile writer, AnnotationClasses classes) {
    this.writer = writer;
    this.classes = classes;
  }

  /** Makes what belongs to the class, if anything in it has such an annotation. */
  void prepare(ClassModel annotated) {
    ClassDesc owner = annotated.thisClass().asSymbol();
    Map<String, List<ClassDesc>> members = new LinkedHashMap<>();
    members.put("", prepare(owner, "", annotated));
    for (FieldModel field : annotated.fields()) {
      String name = field.fieldName().stringValue();
      members.put(name, prepare(owner, name, field));
    }
    if (members.values().stream().allMatch(List::isEmpty)) {
      return;
    }
    ClassDesc answers = beside(owner, "Annotations");
    classes.add(
        answers,
        writer.build(
            answers,
            built ->
                built
                    .withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC)
                    .withMethodBody(
                        "of",
                        OF_MEMBER,
                        ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                        code -> writeAnswers(code, members))));
    answering.put(binaryName(owner), answers);
  }

  /** Writes the body of {@code CommandAnnotations.prepared}. */
  void writeChoice(CodeBuilder code) {
    Map<String, Consumer<CodeBuilder>> cases = new TreeMap<>();
    answering.forEach((name, answers) ->
        cases.put(name, body -> body.aload(1).invokestatic(answers, "of", OF_MEMBER).areturn()));
    StringSwitch.write(code, 0, cases);
    code.aconst_null().areturn();
  }

  private List<ClassDesc> prepare(ClassDesc owner, String member, AttributedElement element) {
    return element.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
        .flatMap(attribute -> attribute.annotations().stream())
        .filter(annotation -> isPicoclis(annotation.classSymbol()))
        .map(annotation -> prepare(owner, member, annotation))
        .toList();
  }

  private ClassDesc prepare(ClassDesc owner, String member, Annotation annotation) {
    String kind = annotation.classSymbol().displayName().replace("CommandLine$", "");
    ClassDesc made = beside(owner, member.isEmpty() ? kind : member + "$" + kind);
    classes.ofUse(made, annotation);
    return made;
  }

  private static void writeAnswers(CodeBuilder code, Map<String, List<ClassDesc>> members) {
    Map<String, Consumer<CodeBuilder>> cases = new TreeMap<>();
    members.forEach((name, annotations) -> {
      if (!annotations.isEmpty()) {
        cases.put(name, body -> writeArray(body, annotations));
      }
    });
    StringSwitch.write(code, 0, cases);
    writeArray(code, List.of());
  }

  private static void writeArray(CodeBuilder code, List<ClassDesc> annotations) {
    code.loadConstant(annotations.size()).anewarray(ANNOTATION);
    for (int i = 0; i < annotations.size(); i++) {
      ClassDesc type = annotations.get(i);
      code.dup().loadConstant(i).new_(type).dup();
      code.invokespecial(type, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void).aastore();
    }
    code.areturn();
  }

  private static boolean isPicoclis(ClassDesc type) {
    return type.packageName().equals(PICOCLI);
  }

  private static ClassDesc beside(ClassDesc owner, String name) {
    return ClassDesc.of(owner.packageName(), owner.displayName() + "$$" + name);
  }

  private static String binaryName(ClassDesc type) {
    return Optional.of(type.packageName())
            .filter(name -> !name.isEmpty())
            .map(name -> name + ".")
            .orElse("")
        + type.displayName();
  }
}
