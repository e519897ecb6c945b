// libjpeg-turbo's simple API: portraits from cameras and chips, and the synthetic ones of virtual cards.
#include <turbojpeg.h>
