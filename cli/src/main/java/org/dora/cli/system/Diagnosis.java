package org.dora.cli.system;

/**
 * One line of {@code dora doctor}.
 *
 * @param verdict how bad it is
 * @param subject what was looked at
 * @param detail what was found
 * @param advice what to do about it, or empty
 */
record Diagnosis(Verdict verdict, String subject, String detail, String advice) {
  /** How bad a finding is. */
  enum Verdict {
    PASS,
    /** Something that some dataflows need is missing or unusual. */
    WARN,
    /** dora cannot do its work so. */
    FAIL
  }

  static Diagnosis pass(String subject, String detail) {
    return new Diagnosis(Verdict.PASS, subject, detail, "");
  }

  static Diagnosis warn(String subject, String detail, String advice) {
    return new Diagnosis(Verdict.WARN, subject, detail, advice);
  }

  static Diagnosis fail(String subject, String detail, String advice) {
    return new Diagnosis(Verdict.FAIL, subject, detail, advice);
  }
}
