package org.dora.cli;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import org.jspecify.annotations.Nullable;

/**
 * Answers picocli's questions about annotations in the packaged file. There the build has made a
 * class of each annotation of a command (module codegen, {@code PreparedAnnotations}), since the
 * JVM would generate one for each kind at every start and no AOT cache holds those: 20 ms.
 */
public final class CommandAnnotations {
  private CommandAnnotations() {}

  /** What picocli calls in place of {@link AnnotatedElement#getAnnotation}. */
  public static <A extends Annotation> @Nullable A get(AnnotatedElement element, Class<A> type) {
    if (element instanceof Member member && member.getDeclaringClass() == Object.class) {
      // Every class has its methods, and they have annotations, but none of picocli's.
      return null;
    }
    Annotation[] prepared = preparedFor(element);
    if (prepared == null) {
      return element.getAnnotation(type);
    }
    for (Annotation annotation : prepared) {
      if (type.isInstance(annotation)) {
        return type.cast(annotation);
      }
    }
    return null;
  }

  /** What picocli calls in place of {@link AnnotatedElement#isAnnotationPresent}. */
  public static boolean isPresent(AnnotatedElement element, Class<? extends Annotation> type) {
    return get(element, type) != null;
  }

  private static Annotation @Nullable [] preparedFor(AnnotatedElement element) {
    if (element instanceof Field field) {
      return prepared(field.getDeclaringClass().getName(), field.getName());
    }
    return element instanceof Class<?> command ? prepared(command.getName(), "") : null;
  }

  /**
   * Returns what was prepared; the build writes its body.
   *
   * @param member a field of the class, or empty for the class itself
   * @return nothing for a class that has no prepared annotations
   */
  @SuppressWarnings("unused")
  private static Annotation @Nullable [] prepared(String type, String member) {
    return null;
  }
}
