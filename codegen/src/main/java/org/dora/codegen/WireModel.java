package org.dora.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;

/**
 * Reads a type's layout on the wire from its declaration. Annotations are matched by name, so that
 * this module needs nothing of the module that it generates for.
 */
final class WireModel {
  static final String CODEC_PACKAGE = "org.dora.common.codec";
  static final String WIRE = CODEC_PACKAGE + ".Wire";
  private static final String TRANSPARENT = CODEC_PACKAGE + ".Transparent";
  private static final String INDEX = CODEC_PACKAGE + ".Index";
  private static final String UNSIGNED = CODEC_PACKAGE + ".Unsigned";
  private static final String ONE_VARIANT = CODEC_PACKAGE + ".OneVariant";
  private static final String NULLABLE = "org.jspecify.annotations.Nullable";

  private final ProcessingEnvironment environment;

  WireModel(ProcessingEnvironment environment) {
    this.environment = environment;
  }

  /** One alternative of a sum type. */
  record Variant(TypeElement type, int index) {}

  /** One component of a record. */
  record Component(String name, TypeMirror type, boolean nullable, boolean onlyVariant, int bits) {}

  /** How a value of some type is written. */
  sealed interface Shape {
    /** Written by the reader's and writer's own method of that name. */
    record Builtin(String method) implements Shape {}

    /** A plain varint of that many bits. */
    record UnsignedNumber(int bits, boolean isInt) implements Shape {}

    /** Written as its only component. */
    record Newtype(TypeElement type, Component component) implements Shape {}

    /** A count and elements. */
    record Sequence(TypeMirror element) implements Shape {}

    /** A count and entries with text keys. */
    record Dictionary(TypeMirror value) implements Shape {}

    /** Written by another codec, with codecs for its type arguments. */
    record Nested(TypeElement type, List<TypeMirror> arguments) implements Shape {}

    /** A type parameter of the type being generated for. */
    record Parameter(String name) implements Shape {}
  }

  /** A declaration that has no layout. */
  static final class UnsupportedTypeException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Element place;

    UnsupportedTypeException(String message, Element place) {
      super(message);
      this.place = place;
    }

    Element place() {
      return place;
    }
  }

  static String codecName(TypeElement type) {
    return type.getSimpleName() + "Codec";
  }

  /** Returns the variants of a sealed interface in wire order. */
  List<Variant> variants(TypeElement sum) {
    List<Variant> variants = new ArrayList<>();
    int next = 0;
    for (TypeMirror permitted : sum.getPermittedSubclasses()) {
      TypeElement type = (TypeElement) ((DeclaredType) permitted).asElement();
      int index = annotationValue(type, INDEX).orElse(next);
      if (index < next) {
        throw new UnsupportedTypeException("index " + index + " is taken, expected " + next, type);
      }
      variants.add(new Variant(type, index));
      next = index + 1;
    }
    return variants;
  }

  boolean isSum(TypeElement type) {
    return type.getModifiers().contains(Modifier.SEALED);
  }

  List<Component> components(TypeElement record) {
    if (record.getKind() != ElementKind.RECORD) {
      throw new UnsupportedTypeException(
          record.getSimpleName() + " is neither a record nor a sealed interface", record);
    }
    return record.getRecordComponents().stream().map(this::component).toList();
  }

  private Component component(RecordComponentElement element) {
    boolean nullable =
        element.asType().getAnnotationMirrors().stream().anyMatch(a -> isNamed(a, NULLABLE))
            || element.getAccessor().getReturnType().getAnnotationMirrors().stream()
                .anyMatch(a -> isNamed(a, NULLABLE));
    return new Component(
        element.getSimpleName().toString(),
        element.asType(),
        nullable,
        annotation(element, ONE_VARIANT).isPresent(),
        annotationValue(element, UNSIGNED).orElse(0));
  }

  /** Returns how values of {@code type} are written; {@code bits} is 0 for signed numbers. */
  Shape shape(TypeMirror type, int bits, Element place) {
    return switch (type.getKind()) {
      case BOOLEAN -> new Shape.Builtin("Bool");
      case DOUBLE -> new Shape.Builtin("F64");
      case INT -> bits > 0 ? new Shape.UnsignedNumber(bits, true) : unsupported(type, place);
      case LONG -> bits > 0 ? new Shape.UnsignedNumber(bits, false) : new Shape.Builtin("Signed");
      case TYPEVAR ->
          new Shape.Parameter(((TypeVariable) type).asElement().getSimpleName().toString());
      case DECLARED -> declaredShape((DeclaredType) type, place);
      default -> unsupported(type, place);
    };
  }

  private Shape declaredShape(DeclaredType type, Element place) {
    TypeElement element = (TypeElement) type.asElement();
    return switch (element.getQualifiedName().toString()) {
      case "java.lang.Long" -> new Shape.Builtin("Signed");
      case "java.lang.Double" -> new Shape.Builtin("F64");
      case "java.lang.String" -> new Shape.Builtin("String");
      case "java.util.UUID" -> new Shape.Builtin("Uuid");
      case "java.time.Instant" -> new Shape.Builtin("Instant");
      case "org.dora.common.message.Bytes" -> new Shape.Builtin("Bytes");
      case "org.dora.common.memory.Payload" -> new Shape.Builtin("Payload");
      case "org.dora.common.clock.HlcTimestamp" -> new Shape.Builtin("Timestamp");
      case "java.util.List" -> new Shape.Sequence(type.getTypeArguments().getFirst());
      case "java.util.Map" -> dictionary(type, place);
      default -> {
        if (annotation(element, TRANSPARENT).isPresent()) {
          yield new Shape.Newtype(element, components(element).getFirst());
        }
        if (annotation(element, WIRE).isPresent()) {
          yield new Shape.Nested(element, List.copyOf(type.getTypeArguments()));
        }
        yield unsupported(type, place);
      }
    };
  }

  private Shape dictionary(DeclaredType type, Element place) {
    TypeMirror key = type.getTypeArguments().get(0);
    if (key.getKind() != TypeKind.DECLARED
        || !((TypeElement) ((DeclaredType) key).asElement())
            .getQualifiedName()
            .contentEquals("java.lang.String")) {
      return unsupported(type, place);
    }
    return new Shape.Dictionary(type.getTypeArguments().get(1));
  }

  private static Shape unsupported(TypeMirror type, Element place) {
    throw new UnsupportedTypeException("no wire layout is known for " + type, place);
  }

  private Optional<AnnotationMirror> annotation(Element element, String name) {
    return element.getAnnotationMirrors().stream()
        .filter(mirror -> isNamed(mirror, name))
        .<AnnotationMirror>map(mirror -> mirror)
        .findFirst();
  }

  private Optional<Integer> annotationValue(Element element, String name) {
    return annotation(element, name)
        .flatMap(mirror ->
            environment.getElementUtils().getElementValuesWithDefaults(mirror).values().stream()
                .map(AnnotationValue::getValue)
                .map(Integer.class::cast)
                .findFirst());
  }

  private static boolean isNamed(AnnotationMirror mirror, String name) {
    return ((TypeElement) mirror.getAnnotationType().asElement())
        .getQualifiedName()
        .contentEquals(name);
  }
}
