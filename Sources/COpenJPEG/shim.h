// OpenJPEG: the portrait and the iris in JPEG 2000, which no browser shows, become pixels for the screen.
#include <openjpeg.h>
