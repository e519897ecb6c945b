#!/usr/bin/python3
"""Plays a passport with the emulator of Debian's python3-virtualsmartcard.

usage: stranger-card.py PORT FOLDER

PORT is where the reader waits, on 127.0.0.1. FOLDER holds COM.bin, DG1.bin, DG2.bin and SOD.bin; DG1 has a TD3 zone,
from which their passport takes its keys. Access control, secure messaging, file system and connection are theirs.
What is corrected in them, and why, is in README.md beside this file.
"""

import importlib
import logging
import pathlib
import sys

# Debian puts the package where no sys.path leads.
PACKAGE = "/usr/lib/python3/site-packages/virtualsmartcard"
APPLICATION = bytes.fromhex("A0000002471001")
FILES = {"COM": 0x011E, "SOD": 0x011D, "DG1": 0x0101, "DG2": 0x0102}


def find_packages():
    """Lets their imports succeed: the package itself, and PyCrypto under the name that Debian gives its successor."""
    sys.path.append(PACKAGE)
    for name in ("", ".Cipher", ".Hash"):
        sys.modules["Crypto" + name] = importlib.import_module("Cryptodome" + name)


class Text(bytes):
    """Bytes that join as Python 2's strings did: the items of a string are strings."""

    def join(self, parts):
        return bytes(self).join(bytes([part]) if isinstance(part, int) else part for part in parts)


def keep_python2_literals(function, *literals):
    """Lets these literals of a function mean what they meant in Python 2. Its code stays as it is."""

    def kept(constant):
        if type(constant) in (str, bytes) and constant in literals:
            return Text(constant if isinstance(constant, bytes) else constant.encode("latin-1"))
        return constant

    code = function.__code__
    function.__code__ = code.replace(co_consts=tuple(kept(constant) for constant in code.co_consts))


def correct_text_handling():
    """Text and bytes were one in Python 2, and a byte of a string was a string."""
    from virtualsmartcard import CryptoUtils, SEutils, TLVutils

    environment = SEutils.Security_Environment
    keep_python2_literals(TLVutils.pack, b"")
    keep_python2_literals(environment.parse_SM_CAPDU, "")
    keep_python2_literals(environment.protect_response, "", "\x01")
    number = SEutils.stringtoint
    SEutils.stringtoint = lambda item: item if isinstance(item, int) else number(item)
    CryptoUtils.operation_on_string = lambda first, second, operation: bytes(map(operation, first, second))


def correct_checksum():
    """The send sequence counter has 8 bytes in a MAC, also when it begins with zeros (Doc 9303-11 §9.8)."""
    from virtualsmartcard import CryptoUtils

    theirs = CryptoUtils.crypto_checksum

    def crypto_checksum(algo, key, data, iv=None, ssc=None):
        if ssc is not None:
            data = (ssc % 2**64).to_bytes(8, "big") + data
        return theirs(algo, key, data, iv)

    CryptoUtils.crypto_checksum = crypto_checksum


def correct_answers():
    """An answer carries its status word in DO'99', under the MAC (Doc 9303-11 §9.8)."""
    from virtualsmartcard.CryptoUtils import append_padding
    from virtualsmartcard.SEutils import Security_Environment
    from virtualsmartcard.SWutils import SW
    from virtualsmartcard.TLVutils import pack
    from virtualsmartcard.cards.ePass import ePass_SE

    theirs = Security_Environment.protect_response

    def protect_response(self, sw, result):
        _, objects = theirs(self, sw, result)
        if sw == SW["NORMAL"]:
            # Their MAC does not cover the status: it is made once more, with the same counter.
            objects = objects[:-10]
            self.ssc -= 1
        objects += pack([(0x99, 2, sw.to_bytes(2, "big"))])
        code = self.compute_cryptographic_checksum(0x8E, 0x80, append_padding(self.cct.blocklength, objects))
        return sw, objects + pack([(0x8E, len(code), code)])

    ePass_SE.protect_response = protect_response


def personalise(folder):
    """Puts the document into their file system. Theirs asks for it on the terminal, and has no EF.SOD."""
    from virtualsmartcard.CardGenerator import CardGenerator
    from virtualsmartcard.SmartcardFilesystem import DF, MF, TransparentStructureEF
    from virtualsmartcard.cards.ePass import PassportSAM

    def generate_card(self):
        self.mf = MF()
        application = DF(parent=self.mf, fid=4, dfname=APPLICATION)
        for name, identifier in FILES.items():
            data = (folder / (name + ".bin")).read_bytes()
            application.append(TransparentStructureEF(parent=application, fid=identifier, data=data))
        self.mf.append(application)
        self.sam = PassportSAM(self.mf)

    CardGenerator.generateCard = generate_card


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    port, folder = int(sys.argv[1]), pathlib.Path(sys.argv[2])
    find_packages()
    correct_text_handling()
    correct_checksum()
    correct_answers()
    personalise(folder)
    from virtualsmartcard.VirtualSmartcard import VirtualICC

    card = VirtualICC(None, "ePass", "127.0.0.1", port, logginglevel=logging.INFO)
    print("the card is in the reader", flush=True)
    card.run()


main()
