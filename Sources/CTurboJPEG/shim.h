// libjpeg-turbo's simple API: the virtual card draws its synthetic portrait and needs it as JPEG.
#include <turbojpeg.h>
