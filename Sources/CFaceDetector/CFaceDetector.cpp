#include "CFaceDetector.h"

#include <algorithm>
#include <mutex>
#include <utility>
#include <vector>

#include <dlib/image_processing/frontal_face_detector.h>

int chip_find_faces(const unsigned char *grey, int width, int height, chip_face *faces, int capacity) {
    if (grey == nullptr || faces == nullptr || width < 1 || height < 1 || capacity < 1) return -1;
    try {
        // Reading the detector out of its text takes longer than looking; it keeps scratch memory, hence the lock.
        static std::mutex mutex;
        static dlib::frontal_face_detector detector = dlib::get_frontal_face_detector();
        dlib::array2d<unsigned char> picture(height, width);
        for (int y = 0; y < height; y++) {
            std::copy_n(grey + static_cast<size_t>(y) * width, width, &picture[y][0]);
        }
        std::vector<std::pair<double, dlib::rectangle>> found;
        {
            std::lock_guard<std::mutex> lock(mutex);
            detector(picture, found);
        }
        int count = 0;
        for (const auto &face : found) {
            if (count == capacity) break;
            const auto &box = face.second;
            faces[count++] = {box.left(), box.top(), static_cast<long>(box.width()), static_cast<long>(box.height()),
                              face.first};
        }
        return count;
    } catch (...) {
        return -1;
    }
}
