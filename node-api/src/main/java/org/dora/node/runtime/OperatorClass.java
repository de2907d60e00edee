package org.dora.node.runtime;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.dora.node.Operator;

/** Finds the class of an operator and makes one of it. */
final class OperatorClass {
  private OperatorClass() {}

  /**
   * Makes an operator.
   *
   * @param file that it comes from
   * @throws OperatorException if there is no such class, or it is no operator
   */
  static Operator instance(Path file, ClassLoader loader, String className) {
    Class<? extends Operator> type = type(file, loader, className);
    try {
      return type.getConstructor().newInstance();
    } catch (NoSuchMethodException e) {
      throw new OperatorException(
          "`"
              + className
              + "` in `"
              + file
              + "` has no public constructor without parameters, with which dora could make it",
          e);
    } catch (InvocationTargetException e) {
      throw new OperatorException(
          "the constructor of `" + className + "` in `" + file + "` failed", e.getCause());
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new OperatorException(
          "cannot make a `" + className + "` of `" + file + "`: it must be a public class", e);
    }
  }

  private static Class<? extends Operator> type(Path file, ClassLoader loader, String className) {
    Class<?> type;
    try {
      type = Class.forName(className, true, loader);
    } catch (ClassNotFoundException e) {
      throw new OperatorException("there is no class `" + className + "` in `" + file + "`", e);
    } catch (LinkageError e) {
      throw new OperatorException("cannot load `" + className + "` of `" + file + "`", e);
    }
    if (!Operator.class.isAssignableFrom(type) || Modifier.isAbstract(type.getModifiers())) {
      throw new OperatorException(
          "`"
              + className
              + "` in `"
              + file
              + "` is no operator: expected a class that implements "
              + Operator.class.getName());
    }
    return type.asSubclass(Operator.class);
  }

  /**
   * Returns the only candidate for the class of an operator.
   *
   * @throws OperatorException if there is none, or there are several
   */
  static String only(Path file, Collection<String> candidates, String where) {
    if (candidates.size() == 1) {
      return candidates.iterator().next();
    }
    throw new OperatorException(
        candidates.isEmpty()
            ? "`" + file + "` names no operator " + where
            : "`%s` has several operators, %s: name one, as in `%s#%s`"
                .formatted(
                    file,
                    String.join(", ", List.copyOf(candidates)),
                    file.getFileName(),
                    candidates.iterator().next()));
  }
}
