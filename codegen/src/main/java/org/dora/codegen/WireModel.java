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
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;

/**
 * Reads a type's layout on the wire from its declaration. Annotations are matched by name, so that
 * this module needs nothing of the module that it generates for.
 */
final class WireModel {
  static final String CODEC_PACKAGE = "org.dora.common.codec";
  static final String WIRE = CODEC_PACKAGE + ".Wire";
  static final String JSON = CODEC_PACKAGE + ".Json";
  private static final String JSON_BY = CODEC_PACKAGE + ".JsonBy";
  private static final String NAME = CODEC_PACKAGE + ".Name";
  private static final String OMIT = CODEC_PACKAGE + ".Omit";
  private static final String DEFAULT = CODEC_PACKAGE + ".Default";
  private static final String TUPLE = CODEC_PACKAGE + ".Tuple";
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

  /**
   * One component of a record.
   *
   * @param onlyVariant whether it stands on the wire as the only variant of an enum
   * @param bits width of an unsigned number, 0 for a signed one
   * @param key its name in JSON
   * @param omitted whether it is left out of JSON when it is null or false
   * @param defaulted whether it may be missing in JSON though it is not nullable
   */
  record Component(
      String name,
      TypeMirror type,
      boolean nullable,
      boolean onlyVariant,
      int bits,
      String key,
      boolean omitted,
      boolean defaulted) {}

  /** One constant of an enum and its name in JSON. */
  record Constant(String name, String key) {}

  /** How a value of some type is written. */
  sealed interface Shape {
    /** Written by the reader's and writer's own method of that name. */
    record Builtin(String method) implements Shape {}

    /** A plain varint of that many bits. */
    record UnsignedNumber(int bits, boolean isInt) implements Shape {}

    /** Written as its only component. */
    record Newtype(TypeElement type, Component component) implements Shape {}

    /** A list of elements. */
    record Sequence(TypeMirror element) implements Shape {}

    /** A list of different elements in ascending order. */
    record Ordered(TypeMirror element) implements Shape {}

    /** Entries with keys that are texts, or newtypes of them in ascending order. */
    record Dictionary(TypeMirror key, TypeMirror value) implements Shape {}

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

  /** Returns the variants of a sealed interface in wire order. */
  List<Variant> variants(TypeElement sum) {
    List<Variant> variants = new ArrayList<>();
    int next = 0;
    for (TypeMirror permitted : sum.getPermittedSubclasses()) {
      TypeElement type = (TypeElement) ((DeclaredType) permitted).asElement();
      int index = annotationValue(type, INDEX, Integer.class).orElse(next);
      if (index < next) {
        throw new UnsupportedTypeException("index " + index + " is taken, expected " + next, type);
      }
      variants.add(new Variant(type, index));
      next = index + 1;
    }
    return variants;
  }

  boolean isChoice(TypeElement type) {
    return type.getKind() == ElementKind.ENUM;
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
        has(element, ONE_VARIANT),
        annotationValue(element, UNSIGNED, Integer.class).orElse(0),
        annotationValue(element, NAME, String.class)
            .orElseGet(() -> Names.snakeCase(element.getSimpleName().toString())),
        has(element, OMIT),
        has(element, DEFAULT));
  }

  /** Returns the name of a variant in JSON. */
  String variantName(TypeElement variant) {
    return annotationValue(variant, NAME, String.class)
        .orElseGet(() -> variant.getSimpleName().toString());
  }

  /** Returns the constants of an enum and their names in JSON, in the order of declaration. */
  List<Constant> constants(TypeElement choice) {
    List<Constant> constants = new ArrayList<>();
    for (Element element : choice.getEnclosedElements()) {
      if (element.getKind() == ElementKind.ENUM_CONSTANT) {
        String name = element.getSimpleName().toString();
        constants.add(
            new Constant(
                name,
                annotationValue(element, NAME, String.class)
                    .orElseGet(() -> Names.camelCase(name))));
      }
    }
    return constants;
  }

  boolean isNewtype(TypeElement type) {
    return has(type, TRANSPARENT);
  }

  boolean isTuple(TypeElement type) {
    return has(type, TUPLE);
  }

  boolean isWire(TypeElement type) {
    return has(type, WIRE);
  }

  boolean isJson(TypeElement type) {
    return has(type, JSON);
  }

  /** Returns the class that a person wrote for a type's JSON, if there is one. */
  Optional<TypeElement> jsonBy(TypeElement type) {
    return annotationValue(type, JSON_BY, DeclaredType.class)
        .map(codec -> (TypeElement) codec.asElement());
  }

  /** Returns how values of {@code type} are written; {@code bits} is 0 for signed numbers. */
  Shape shape(TypeMirror type, int bits, Element place) {
    return switch (type.getKind()) {
      case BOOLEAN -> new Shape.Builtin("Bool");
      case FLOAT -> new Shape.Builtin("F32");
      case DOUBLE -> new Shape.Builtin("F64");
      case INT -> integer(bits);
      case LONG -> longInteger(bits);
      case TYPEVAR ->
          new Shape.Parameter(((TypeVariable) type).asElement().getSimpleName().toString());
      case DECLARED -> declaredShape((DeclaredType) type, bits, place);
      default -> throw unsupported(type, place);
    };
  }

  private static Shape integer(int bits) {
    return bits > 0 ? new Shape.UnsignedNumber(bits, true) : new Shape.Builtin("Signed32");
  }

  private static Shape longInteger(int bits) {
    return bits > 0 ? new Shape.UnsignedNumber(bits, false) : new Shape.Builtin("Signed");
  }

  private Shape declaredShape(DeclaredType type, int bits, Element place) {
    TypeElement element = (TypeElement) type.asElement();
    return switch (element.getQualifiedName().toString()) {
      case "java.lang.Integer" -> integer(bits);
      case "java.lang.Long" -> longInteger(bits);
      case "java.lang.Double" -> new Shape.Builtin("F64");
      case "java.lang.String" -> new Shape.Builtin("String");
      case "java.util.UUID" -> new Shape.Builtin("Uuid");
      case "java.time.Instant" -> new Shape.Builtin("Instant");
      case "java.time.Duration" -> new Shape.Builtin("Duration");
      case "org.dora.common.json.RawJson" -> new Shape.Builtin("Raw");
      case "org.dora.common.message.Bytes" -> new Shape.Builtin("Bytes");
      case "org.dora.common.memory.Payload" -> new Shape.Builtin("Payload");
      case "org.dora.common.clock.HlcTimestamp" -> new Shape.Builtin("Timestamp");
      case "java.util.List" -> new Shape.Sequence(type.getTypeArguments().getFirst());
      case "java.util.SortedSet" -> new Shape.Ordered(type.getTypeArguments().getFirst());
      case "java.util.Map", "java.util.SortedMap" -> dictionary(type, place);
      default -> {
        if (isNewtype(element)) {
          yield new Shape.Newtype(element, components(element).getFirst());
        }
        if (isWire(element) || isJson(element) || has(element, JSON_BY)) {
          yield new Shape.Nested(element, List.copyOf(type.getTypeArguments()));
        }
        throw unsupported(type, place);
      }
    };
  }

  private Shape dictionary(DeclaredType type, Element place) {
    TypeMirror key = type.getTypeArguments().getFirst();
    return switch (shape(key, 0, place)) {
      case Shape.Builtin(String method) when method.equals("String") ->
          new Shape.Dictionary(key, type.getTypeArguments().get(1));
      case Shape.Newtype _ -> new Shape.Dictionary(key, type.getTypeArguments().get(1));
      default -> throw unsupported(type, place);
    };
  }

  private static UnsupportedTypeException unsupported(TypeMirror type, Element place) {
    return new UnsupportedTypeException("no wire layout is known for " + type, place);
  }

  private static boolean has(Element element, String annotation) {
    return annotation(element, annotation).isPresent();
  }

  private static Optional<AnnotationMirror> annotation(Element element, String name) {
    return element.getAnnotationMirrors().stream()
        .filter(mirror -> isNamed(mirror, name))
        .<AnnotationMirror>map(mirror -> mirror)
        .findFirst();
  }

  private <T> Optional<T> annotationValue(Element element, String name, Class<T> type) {
    return annotation(element, name)
        .flatMap(mirror ->
            environment.getElementUtils().getElementValuesWithDefaults(mirror).values().stream()
                .map(AnnotationValue::getValue)
                .map(type::cast)
                .findFirst());
  }

  private static boolean isNamed(AnnotationMirror mirror, String name) {
    return ((TypeElement) mirror.getAnnotationType().asElement())
        .getQualifiedName()
        .contentEquals(name);
  }
}
