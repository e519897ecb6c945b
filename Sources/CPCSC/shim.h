// libpcsclite's client API. A shim because SwiftPM wants one header per system-library target,
// and pkg-config's include path already points into the PCSC folder.
#include <winscard.h>
