// SPDX-License-Identifier: GPL-3.0-or-later
// QML tests: the real Meridian.Ui over a made-up Meridian.App. QtCharts needs a QApplication, so this has
// its own main(); any warning from QML fails the test that caused it.
#include "icons/fonts.h"
#include "icons/icon_provider.h"
#include "rows.h"

#include <QApplication>
#include <QQmlContext>
#include <QQmlEngine>
#include <QTranslator>
#include <QtQuickTest>

namespace {

QtMessageHandler previous = nullptr;
int warnings = 0;

void countWarnings(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    if (type == QtWarningMsg && !message.startsWith(QLatin1String("QML Debugging")))
        ++warnings;
    previous(type, context, message);
}

class Setup : public QObject {
    Q_OBJECT
    Q_PROPERTY(int warnings READ count)
public:
    int count() const { return warnings; }
    /// Shows everything in a language; false when its catalogue is not in the program.
    Q_INVOKABLE bool speak(const QString &language)
    {
        QCoreApplication::removeTranslator(&m_translator);
        const bool found = language == QLatin1String("en")
            || (m_translator.load(QStringLiteral(":/i18n/meridian_%1.qm").arg(language))
                && QCoreApplication::installTranslator(&m_translator));
        m_engine->retranslate();
        return found;
    }

public slots:
    void applicationAvailable()
    {
        meridian::icons::useFonts();
        qmlRegisterType<meridian::test::Rows>("Meridian.Mock", 1, 0, "Rows");
    }
    void qmlEngineAvailable(QQmlEngine *engine)
    {
        m_engine = engine;
        meridian::icons::install(*engine);
        engine->addImportPath(QStringLiteral("qrc:/qt/qml"));
        engine->addImportPath(QStringLiteral(MERIDIAN_MOCK_DIR));
        engine->rootContext()->setContextProperty(QStringLiteral("qmlLog"), this);
        if (!previous) // each test file has an engine of its own
            previous = qInstallMessageHandler(countWarnings);
    }

private:
    QQmlEngine *m_engine = nullptr;
    QTranslator m_translator;
};

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    Setup setup;
    return quick_test_main_with_setup(argc, argv, "meridian_qml", MERIDIAN_TEST_DIR, &setup);
}

#include "main.moc"
