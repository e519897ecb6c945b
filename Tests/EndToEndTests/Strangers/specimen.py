#!/usr/bin/python3
"""Makes the document that the stranger's card is given: the specimen of Doc 9303-4.

usage: specimen.py FOLDER

FOLDER holds a DG2.bin. COM.bin, DG1.bin and SOD.bin are put beside it, with trust/csca.pem to check EF.SOD with.
openssl(1) makes keys, certificates and the signature.
"""

import hashlib
import os
import pathlib
import subprocess
import sys

ZONE = b"P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<" b"L898902C36UTO7408122F1204159ZE184226B<<<<<10"
LDS_SECURITY_OBJECT = "2.23.136.1.1.1"
SHA256 = bytes.fromhex("300B0609608648016503040201")

EXTENSIONS = """
[csca]
basicConstraints = critical,CA:TRUE,pathlen:0
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[ds]
keyUsage = critical,digitalSignature
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
"""


def tlv(tag, *values):
    """One data object; tag in hexadecimal."""
    value = b"".join(values)
    size = len(value)
    octets = size.to_bytes((size.bit_length() + 7) // 8 or 1, "big")
    length = octets if size < 0x80 else bytes([0x80 | len(octets)]) + octets
    return bytes.fromhex(tag) + length + value


def security_object(groups):
    """The LDSSecurityObject over data groups by number (Doc 9303-10 §4.6.2.3)."""
    hashes = [
        tlv("30", tlv("02", bytes([number])), tlv("04", hashlib.sha256(data).digest()))
        for number, data in sorted(groups.items())
    ]
    return tlv("30", tlv("02", b"\0"), SHA256, tlv("30", *hashes))


def openssl(*arguments, cwd):
    subprocess.run(["openssl", *arguments], cwd=cwd, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def sign(content, folder):
    """CMS SignedData by a document signer of a country of this one document."""
    work = folder / "signer"
    work.mkdir()
    (folder / "trust").mkdir()
    (work / "extensions").write_text(EXTENSIONS)
    (work / "content").write_bytes(content)
    for name in ("csca", "ds"):
        openssl(
            "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", name + ".key",
            "-subj", f"/C=UT/O=Specimen/CN={name.upper()}", "-out", name + ".csr", cwd=work)
    certify = ["x509", "-req", "-sha256", "-extfile", "extensions", "-days", "30"]
    openssl(
        *certify, "-in", "csca.csr", "-signkey", "csca.key", "-extensions", "csca", "-out", "../trust/csca.pem",
        cwd=work)
    openssl(
        *certify, "-in", "ds.csr", "-CA", "../trust/csca.pem", "-CAkey", "csca.key", "-set_serial", "2",
        "-extensions", "ds", "-out", "ds.pem", cwd=work)
    openssl(
        "cms", "-sign", "-binary", "-nodetach", "-md", "sha256", "-econtent_type", LDS_SECURITY_OBJECT,
        "-in", "content", "-signer", "ds.pem", "-inkey", "ds.key", "-outform", "DER", "-out", "signed", cwd=work)
    return (work / "signed").read_bytes()


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    os.umask(0o077)
    folder = pathlib.Path(sys.argv[1])
    groups = {1: tlv("61", tlv("5F1F", ZONE)), 2: (folder / "DG2.bin").read_bytes()}
    com = tlv("60", tlv("5F01", b"0107"), tlv("5F36", b"040000"), tlv("5C", bytes.fromhex("6175")))
    (folder / "COM.bin").write_bytes(com)
    (folder / "DG1.bin").write_bytes(groups[1])
    (folder / "SOD.bin").write_bytes(tlv("77", sign(security_object(groups), folder)))


main()
