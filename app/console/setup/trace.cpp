// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/setup/trace.h"

#include <QGuiApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

namespace meridian::console {

using namespace Qt::StringLiterals;

namespace {

/// What has the keyboard, by the nearest name on the way up.
QString focusName() {
  for (const QObject* object = QGuiApplication::focusObject(); object; object = object->parent())
    if (!object->objectName().isEmpty()) return object->objectName();
  return {};
}

} // namespace

Trace::Trace(std::function<QVariantMap()> facts, QObject* parent) : QObject(parent), m_facts(std::move(facts)) {
  connect(qApp, &QGuiApplication::focusObjectChanged, this, [this] {
    ++m_turns;
    QMetaObject::invokeMethod(this, &Trace::tell, Qt::QueuedConnection); // names are given while an object is made
  });
}

bool Trace::wanted() { return qEnvironmentVariableIsSet("MERIDIAN_TRACE"); }

void Trace::tell() {
  auto facts = m_facts();
  facts.insert(u"focus"_s, focusName());
  facts.insert(u"turn"_s, m_turns);
  const auto line = QJsonDocument(QJsonObject::fromVariantMap(facts)).toJson(QJsonDocument::Compact);
  if (line == m_last) return;
  m_last = line;
  std::fprintf(stderr, "trace %s\n", line.constData());
  std::fflush(stderr);
}

} // namespace meridian::console
