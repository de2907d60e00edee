package org.dora.zenoh.wire;

import java.lang.foreign.MemorySegment;

/**
 * What both sides say about user and password, one step in each message of the handshake (§11). The
 * value of {@link Extension#AUTH} is a row of extensions, of which the second kind is this.
 */
public sealed interface AuthStep {

  /** In InitSyn: a user will show a password; in OpenAck: it was the right one. */
  record Agreed() implements AuthStep {}

  /** In InitAck: what to mix the password with. */
  record Challenge(long nonce) implements AuthStep {}

  /** In OpenSyn: the user, and the password mixed with the challenge. */
  record Proof(MemorySegment user, MemorySegment code) implements AuthStep {}

  /**
   * Finds the step in the value of an {@link Extension#AUTH}.
   *
   * @throws MalformedException if there is none
   */
  static AuthStep read(MemorySegment value) {
    WireReader reader = new WireReader(value);
    int header = Extension.MORE;
    while ((header & Extension.MORE) != 0) {
      header = reader.u8();
      switch (header & ~Extension.MORE) {
        case Codes.AGREED -> {
          return new Agreed();
        }
        case Codes.CHALLENGE -> {
          return new Challenge(reader.z());
        }
        case Codes.PROOF -> {
          WireReader proof = new WireReader(reader.bytes());
          return new Proof(proof.bytes(), proof.bytes());
        }
        default -> Extension.skip(reader, header);
      }
    }
    throw new MalformedException("the other side does not know user and password");
  }

  /** Returns a step as extension of a handshake message. */
  static Extension write(AuthStep step) {
    WireWriter writer = new WireWriter();
    switch (step) {
      case Agreed _ -> writer.u8(Codes.AGREED);
      case Challenge challenge -> {
        writer.u8(Codes.CHALLENGE);
        writer.z(challenge.nonce());
      }
      case Proof proof -> {
        WireWriter body = new WireWriter();
        body.bytes(proof.user());
        body.bytes(proof.code());
        writer.u8(Codes.PROOF);
        writer.bytes(body.written());
      }
    }
    return Extension.bytes(Extension.AUTH, writer.written());
  }

  /** The numbers of the steps. */
  final class Codes {
    private static final int AGREED = 0x02;
    private static final int CHALLENGE = 0x22;
    private static final int PROOF = 0x42;

    private Codes() {}
  }
}
