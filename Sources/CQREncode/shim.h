// libqrencode: the receipt's QR code on the citizen's slip.
#include <qrencode.h>
