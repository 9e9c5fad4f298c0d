// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJSEngine>
#include <QQmlEngine>

namespace meridian::console {

/// The one instance of a QML singleton that the program owns, not QML: made before the first QML file is loaded.
template <class T>
class Lone {
public:
  static T* create(QQmlEngine*, QJSEngine*) {
    Q_ASSERT_X(s_one, "Lone", "has to be made before QML is loaded");
    QJSEngine::setObjectOwnership(s_one, QJSEngine::CppOwnership);
    return s_one;
  }

protected:
  Lone() { s_one = static_cast<T*>(this); }
  ~Lone() {
    if (s_one == this) s_one = nullptr;
  }
  Lone(const Lone&) = delete;
  Lone& operator=(const Lone&) = delete;

private:
  static inline T* s_one = nullptr;
};

} // namespace meridian::console
