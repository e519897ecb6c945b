// dlib's detector of faces seen from the front, behind C: no C++ type and no exception crosses this line.
#ifndef CHIP_FACE_DETECTOR_H
#define CHIP_FACE_DETECTOR_H

#ifdef __cplusplus
extern "C" {
#endif

/// A face's box from the eyebrows to the chin, in pixels; it may reach beyond the picture. Higher scores are surer.
typedef struct {
    long left;
    long top;
    long width;
    long height;
    double score;
} chip_face;

/// Looks for faces of 80 pixels or more in a grey picture without gaps between its rows, and writes the surest first.
///
/// Returns how many were written, at most `capacity`; -1 where the library failed or memory ran out. One at a time: other
/// threads wait.
int chip_find_faces(const unsigned char *grey, int width, int height, chip_face *faces, int capacity);

#ifdef __cplusplus
}
#endif

#endif
