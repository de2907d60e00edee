package org.dora.common.session;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.dora.common.DoraException;

/** The operating system's reason in the words of the released program. */
final class FileProblem extends DoraException {
  private static final long serialVersionUID = 1L;

  FileProblem(IOException failure) {
    super(
        switch (failure) {
          case NoSuchFileException _ -> "No such file or directory (os error 2)";
          case AccessDeniedException _ -> "Permission denied (os error 13)";
          default -> String.valueOf(failure.getMessage());
        });
  }
}
