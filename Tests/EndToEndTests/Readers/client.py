#!/usr/bin/python3
"""Asks the first reader what only a PC/SC client can ask, with Debian's python3-pyscard, and prints JSON.

usage: client.py attributes | protocols | resets SECONDS
"""

import json
import sys
import time

from smartcard import scard


def connect(mode=scard.SCARD_SHARE_SHARED, protocols=scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1):
    result, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_SYSTEM)
    assert result == 0, scard.SCardGetErrorMessage(result)
    _, readers = scard.SCardListReaders(context, [])
    result, card, chosen = scard.SCardConnect(context, readers[0], mode, protocols)
    return result, card, chosen


def attributes():
    _, card, _ = connect()
    names = {
        "vendor": scard.SCARD_ATTR_VENDOR_NAME,
        "type": scard.SCARD_ATTR_VENDOR_IFD_TYPE,
        "version": scard.SCARD_ATTR_VENDOR_IFD_VERSION,
        "serial": scard.SCARD_ATTR_VENDOR_IFD_SERIAL_NO,
        "characteristics": scard.SCARD_ATTR_CHARACTERISTICS,
        "protocol": scard.SCARD_ATTR_CURRENT_PROTOCOL_TYPE,
        "presence": scard.SCARD_ATTR_ICC_PRESENCE,
        "powered": scard.SCARD_ATTR_ICC_INTERFACE_STATUS,
        "atr": scard.SCARD_ATTR_ATR_STRING,
        "card": scard.SCARD_ATTR_ICC_TYPE_PER_ATR,
        "unknown": 0x7FFF1234,
    }
    told = {}
    for name, attribute in names.items():
        result, value = scard.SCardGetAttrib(card, attribute)
        told[name] = bytes(value).hex() if result == 0 else None
    scard.SCardDisconnect(card, scard.SCARD_LEAVE_CARD)
    return told


def protocols():
    told = {}
    for name, wanted in (("t0", scard.SCARD_PROTOCOL_T0), ("t1", scard.SCARD_PROTOCOL_T1),
                         ("any", scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1)):
        result, card, chosen = connect(scard.SCARD_SHARE_EXCLUSIVE, wanted)
        told[name] = chosen if result == 0 else None
        if result == 0:
            # Power away and on again, so that the next one may choose anew.
            scard.SCardDisconnect(card, scard.SCARD_UNPOWER_CARD)
    return told


def resets(seconds):
    """Resets the card again and again beside whoever uses it, and counts how often it was allowed to."""
    wanted = scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1
    _, card, _ = connect()
    print("shares", flush=True)
    end = time.monotonic() + seconds
    done = 0
    while time.monotonic() < end:
        result, _ = scard.SCardReconnect(card, scard.SCARD_SHARE_SHARED, wanted, scard.SCARD_RESET_CARD)
        done += result == 0
        time.sleep(0.0005)
    return {"resets": done}


if sys.argv[1] == "attributes":
    print(json.dumps(attributes()))
elif sys.argv[1] == "protocols":
    print(json.dumps(protocols()))
elif sys.argv[1] == "resets":
    print(json.dumps(resets(float(sys.argv[2]))))
else:
    sys.exit(__doc__)
