// SPDX-License-Identifier: GPL-3.0-or-later
#include "icons/fonts.h"

#include <QFont>
#include <QFontDatabase>
#include <QGuiApplication>

namespace meridian::icons {

void useFonts()
{
    for (const char *weight : {"Regular", "Medium", "SemiBold", "Bold"})
        QFontDatabase::addApplicationFont(QStringLiteral(":/meridian/fonts/Inter-%1.otf").arg(QLatin1String(weight)));
    QFont font;
    font.setFamilies({QStringLiteral("Inter"), QStringLiteral("Noto Sans CJK SC")});
    font.setPixelSize(13);
    font.setHintingPreference(QFont::PreferNoHinting);
    QGuiApplication::setFont(font);
}

} // namespace meridian::icons
