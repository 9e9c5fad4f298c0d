// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/guide_text.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <utility>

namespace meridian::models {

namespace {

using Kind = GuideBlock::Kind;

/// One line's words in all forms that a block keeps.
struct Words {
  QString text, html;
  QList<GuideLink> links;
};

QString targetOf(QString link) {
  const auto hash = link.indexOf(u'#');
  auto page = hash < 0 ? link : link.left(hash);
  if (page.endsWith(QLatin1String(".md"))) page.chop(3);
  return hash < 0 ? page : page + link.mid(hash);
}

/// Where a span of code, emphasis or a link ends; -1 where it does not.
class Inline {
public:
  explicit Inline(const QString& line) : m_line(line) {}

  Words read() {
    while (m_at < m_line.size())
      if (!code() && !emphasis() && !link()) {
        add(m_line.mid(m_at, 1));
        ++m_at;
      }
    return std::move(m_words);
  }

private:
  void add(const QString& plain) {
    m_words.text += plain;
    m_words.html += plain.toHtmlEscaped();
  }
  bool code() {
    if (m_line[m_at] != u'`') return false;
    const auto end = m_line.indexOf(u'`', m_at + 1);
    if (end < 0) return false;
    m_words.html += QStringLiteral("<code>");
    add(m_line.mid(m_at + 1, end - m_at - 1));
    m_words.html += QStringLiteral("</code>");
    m_at = end + 1;
    return true;
  }
  bool emphasis() {
    if (m_line[m_at] != u'*') return false;
    const bool strong = m_line.mid(m_at, 2) == QLatin1String("**");
    bool& open = strong ? m_strong : m_stressed;
    const auto mark = strong ? QStringLiteral("**") : QStringLiteral("*");
    if (!open && m_line.indexOf(mark, m_at + mark.size()) < 0) return false;
    m_words.html += open ? (strong ? QStringLiteral("</b>") : QStringLiteral("</i>"))
                         : (strong ? QStringLiteral("<b>") : QStringLiteral("<i>"));
    open = !open;
    m_at += mark.size();
    return true;
  }
  bool link() {
    static const QRegularExpression kLink(QStringLiteral(R"(\[([^\]]+)\]\(([^)\s]+)\))"));
    if (m_line[m_at] != u'[') return false;
    const auto match = kLink.match(m_line, m_at, QRegularExpression::NormalMatch, QRegularExpression::AnchorAtOffsetMatchOption);
    if (!match.hasMatch()) return false;
    const auto inner = Inline(match.captured(1)).read();
    const auto target = targetOf(match.captured(2));
    m_words.text += inner.text;
    m_words.html += QStringLiteral("<a href=\"%1\">%2</a>").arg(target.toHtmlEscaped(), inner.html);
    m_words.links.append({inner.text, target});
    m_at = match.capturedEnd();
    return true;
  }

  const QString m_line;
  qsizetype m_at = 0;
  bool m_strong = false, m_stressed = false;
  Words m_words;
};

GuideBlock blockOf(Kind kind, const QString& line) {
  auto words = Inline(line).read();
  GuideBlock block;
  block.kind = kind;
  block.text = std::move(words.text);
  block.html = std::move(words.html);
  block.links = std::move(words.links);
  return block;
}

GuideBlock rowOf(Kind kind, const QString& line) {
  static const QRegularExpression kBar(QStringLiteral(R"((?<!\\)\|)"));
  auto cells = line.trimmed().split(kBar);
  cells = cells.mid(1, cells.size() - 2);
  GuideBlock row;
  row.kind = kind;
  QStringList said;
  for (const auto& cell : cells) {
    auto words = Inline(cell.trimmed().replace(QLatin1String("\\|"), QLatin1String("|"))).read();
    row.cells.append(words.html);
    row.links += words.links;
    if (!words.text.isEmpty()) said.append(words.text);
  }
  row.text = said.join(QStringLiteral(" · "));
  return row;
}

/// How much room a word takes: the letters of Chinese are as wide as two.
double roomOf(const QString& html) {
  static const QRegularExpression kTag(QStringLiteral("<[^>]*>"));
  double room = 0;
  auto text = html;
  text.remove(kTag);
  for (const QChar letter : std::as_const(text)) room += letter.unicode() > 0x2e80 ? 2 : 1;
  return room;
}

constexpr double kLine = 95; ///< letters of code on a line

/// The first column holds its keys or codes whole; of the others, wide ones get more, but none so much that the rest cannot
/// be read.
QList<double> sharesOf(const QList<GuideBlock>& blocks, qsizetype first) {
  QList<double> room(blocks[first].cells.size(), 11.0);
  for (auto at = first; at < blocks.size(); ++at)
    for (qsizetype i = 0; i < std::min(room.size(), blocks[at].cells.size()); ++i)
      room[i] = std::max(room[i], std::min(roomOf(blocks[at].cells[i]) + 2, 64.0));
  if (room.isEmpty()) return room;
  const double key = std::min(room[0] / kLine, 0.34);
  double others = 0;
  for (const auto one : room.mid(1)) others += one;
  for (auto& one : room) one *= (1 - key) / std::max(others, 1.0);
  room[0] = key;
  return room;
}

/// Reads a page line by line.
class Reader {
public:
  QList<GuideBlock> read(const QString& markdown) {
    for (const auto& line : markdown.split(u'\n')) take(line);
    endParagraph();
    endTable();
    return std::move(m_blocks);
  }

private:
  void take(const QString& line) {
    static const QRegularExpression kAnchor(QStringLiteral(R"re(^<a id="([^"]+)"></a>$)re"));
    static const QRegularExpression kHeading(QStringLiteral(R"(^(#{1,4}) (.+)$)"));
    static const QRegularExpression kItem(QStringLiteral(R"(^(- |(\d+\.) )(.+)$)"));
    if (line.startsWith(QLatin1String("```"))) return fence();
    if (m_in_code) return void(m_code.append(line));
    if (line.startsWith(u'|')) return row(line);
    endTable();
    if (line.trimmed().isEmpty() || line.startsWith(QLatin1String("<!--"))) return endParagraph();
    if (const auto match = kAnchor.match(line); match.hasMatch()) {
      endParagraph();
      m_section = m_anchor = match.captured(1);
    } else if (const auto head = kHeading.match(line); head.hasMatch()) {
      endParagraph();
      const int level = static_cast<int>(head.capturedLength(1));
      auto block = blockOf(level == 1 ? Kind::Title : Kind::Heading, head.captured(2));
      block.level = level;
      block.anchor = std::exchange(m_anchor, {});
      m_blocks.append(block);
    } else if (const auto item = kItem.match(line); item.hasMatch()) {
      endParagraph();
      m_kind = item.captured(2).isEmpty() ? Kind::Bullet : Kind::Step;
      m_mark = item.captured(2);
      m_lines.append(item.captured(3));
    } else {
      m_lines.append(line.trimmed());
    }
  }
  void fence() {
    endParagraph();
    endTable();
    if (m_in_code) {
      GuideBlock block;
      block.kind = Kind::Code;
      block.text = std::exchange(m_code, {}).join(u'\n');
      m_blocks.append(block);
    }
    m_in_code = !m_in_code;
  }
  void row(const QString& line) {
    static const QRegularExpression kRuler(QStringLiteral(R"(^\|[\s:|-]+\|$)"));
    static const QRegularExpression kKey(QStringLiteral(R"(^<code>([a-z_$][a-z_.$]*)</code>$)"));
    endParagraph();
    if (kRuler.match(line).hasMatch()) return;
    auto block = rowOf(m_table < 0 ? Kind::Head : Kind::Row, line);
    if (m_table < 0) m_table = m_blocks.size();
    if (const auto key = kKey.match(block.cells.value(0)); key.hasMatch() && block.kind == Kind::Row)
      block.anchor = m_section + u'.' + key.captured(1);
    m_blocks.append(block);
  }
  void endTable() {
    if (m_table < 0) return;
    const auto shares = sharesOf(m_blocks, m_table);
    for (auto at = m_table; at < m_blocks.size(); ++at) m_blocks[at].shares = shares;
    m_table = -1;
  }
  void endParagraph() {
    if (m_lines.isEmpty()) return;
    auto block = blockOf(m_kind, std::exchange(m_lines, {}).join(u' '));
    block.mark = std::exchange(m_mark, {});
    m_kind = Kind::Text;
    m_blocks.append(block);
  }

  QList<GuideBlock> m_blocks;
  QStringList m_lines, m_code;
  Kind m_kind = Kind::Text;
  QString m_mark, m_anchor, m_section;
  bool m_in_code = false;
  qsizetype m_table = -1; ///< the block where the table began
};

} // namespace

QList<GuideBlock> readGuide(const QString& markdown) { return Reader().read(markdown); }

QString name(GuideBlock::Kind kind) {
  static constexpr std::array kNames{"title", "heading", "text", "bullet", "step", "code", "head", "row"};
  return QString::fromLatin1(kNames[static_cast<std::size_t>(kind)]);
}

} // namespace meridian::models
