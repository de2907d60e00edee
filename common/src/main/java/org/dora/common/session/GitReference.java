package org.dora.common.session;

import org.dora.common.descriptor.NodeSource;

/** What of a repository a node asks for (dataflow.md section 5.4). */
public sealed interface GitReference {
  /** The branch that the remote side has checked out. */
  record Head() implements GitReference {}

  /** The newest commit of a branch. */
  record Branch(String name) implements GitReference {}

  /** What a tag points at. */
  record Tag(String name) implements GitReference {}

  /** A full reference such as {@code refs/tags/v1}, or a commit. */
  record Revision(String name) implements GitReference {}

  /**
   * Returns what a node asks for; its {@code branch}, {@code tag} and {@code rev} exclude each
   * other.
   */
  static GitReference of(NodeSource source) {
    if (source.branch() != null) {
      return new Branch(source.branch());
    }
    if (source.tag() != null) {
      return new Tag(source.tag());
    }
    return source.rev() != null ? new Revision(source.rev()) : new Head();
  }

  /** The form in fingerprints: {@code branch:main}, {@code head:}. */
  default String canonical() {
    return switch (this) {
      case Head() -> "head:";
      case Branch(String name) -> "branch:" + name;
      case Tag(String name) -> "tag:" + name;
      case Revision(String name) -> "rev:" + name;
    };
  }
}
