// What pcscd expects of a driver, and the attribute numbers that it passes on.
// A shim because SwiftPM wants one header per system-library target. Nothing is linked: pcscd calls us.
#include <debuglog.h>
#include <ifdhandler.h>
#include <reader.h>
