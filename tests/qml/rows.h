// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QQmlEngine>
#include <QVariantList>

namespace meridian::test {

/// A list model out of a JavaScript array of objects; the first object's keys are the roles. Unlike QML's
/// ListModel it keeps nested arrays as they are.
class Rows : public QAbstractListModel {
    Q_OBJECT
    Q_PROPERTY(QVariantList rows READ rows WRITE setRows NOTIFY rowsChanged)
    Q_PROPERTY(int count READ count NOTIFY rowsChanged)
public:
    using QAbstractListModel::QAbstractListModel;

    QVariantList rows() const { return m_rows; }
    void setRows(const QVariantList &rows)
    {
        beginResetModel();
        m_rows = rows;
        m_keys = rows.isEmpty() ? QStringList() : rows.first().toMap().keys();
        endResetModel();
        emit rowsChanged();
    }
    int count() const { return static_cast<int>(m_rows.size()); }
    Q_INVOKABLE QVariantMap get(int row) const { return m_rows.value(row).toMap(); }
    Q_INVOKABLE int find(const QString &key) const
    {
        for (int row = 0; row < count(); ++row)
            for (const char *id : {"jobId", "ruleId", "regionId", "targetId"})
                if (get(row).value(QLatin1String(id)).toString() == key)
                    return row;
        return -1;
    }
    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : count(); }
    QVariant data(const QModelIndex &at, int role) const override
    {
        const qsizetype key = role - Qt::UserRole;
        return key >= 0 && key < m_keys.size() ? m_rows.value(at.row()).toMap().value(m_keys[key]) : QVariant();
    }
    QHash<int, QByteArray> roleNames() const override
    {
        QHash<int, QByteArray> names;
        for (qsizetype i = 0; i < m_keys.size(); ++i)
            names.insert(static_cast<int>(Qt::UserRole + i), m_keys[i].toUtf8());
        return names;
    }

signals:
    void rowsChanged();

private:
    QVariantList m_rows;
    QStringList m_keys;
};

} // namespace meridian::test
