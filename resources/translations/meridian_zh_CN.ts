<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AboutCard</name>
    <message>
        <source>About Meridian</source>
        <translation>关于 Meridian</translation>
    </message>
    <message>
        <source>Help in a terminal</source>
        <translation>终端中的帮助</translation>
    </message>
</context>
<context>
    <name>ActivityHead</name>
    <message>
        <source>Activity</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>操作者</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Errors only</source>
        <translation>仅错误</translation>
    </message>
    <message>
        <source>Refused only</source>
        <translation>仅被拒绝</translation>
    </message>
    <message>
        <source>Writes what is shown into a %1 file.</source>
        <translation>将显示的内容写入 %1 文件。</translation>
    </message>
    <message>
        <source>Export as %1</source>
        <translation>导出为 %1</translation>
    </message>
</context>
<context>
    <name>ActivityPage</name>
    <message>
        <source>Activity</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>Who did what, and when</source>
        <translation>谁在何时做了什么</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>About</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>发生了什么</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>操作者</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>The trail cannot be read</source>
        <translation>无法读取审计记录</translation>
    </message>
    <message>
        <source>Nothing fits</source>
        <translation>没有符合条件的内容</translation>
    </message>
    <message>
        <source>Nothing was done yet</source>
        <translation>尚无操作</translation>
    </message>
    <message>
        <source>Search for less, or show everything again.</source>
        <translation>减少搜索条件，或重新显示全部。</translation>
    </message>
    <message>
        <source>Syncs, changes of rules and regions, and credentials that are stored are written down here with who did it.</source>
        <translation>同步、规则和区域的更改以及凭据的保存都会连同操作者记录在这里。</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>显示全部</translation>
    </message>
</context>
<context>
    <name>ActivityRow</name>
    <message>
        <source>Refused: %1</source>
        <translation>被拒绝：%1</translation>
    </message>
</context>
<context>
    <name>ActivityRows</name>
    <message>
        <source>Started a job</source>
        <translation>启动了任务</translation>
    </message>
    <message>
        <source>Retried what failed</source>
        <translation>重试了失败项</translation>
    </message>
    <message>
        <source>Cancelled a job</source>
        <translation>取消了任务</translation>
    </message>
    <message>
        <source>Paused a job</source>
        <translation>暂停了任务</translation>
    </message>
    <message>
        <source>Let a job go on</source>
        <translation>继续了任务</translation>
    </message>
    <message>
        <source>Moved a job to the top</source>
        <translation>将任务置顶</translation>
    </message>
    <message>
        <source>Set slow mode</source>
        <translation>设置了慢速模式</translation>
    </message>
    <message>
        <source>Changed the fleet</source>
        <translation>更改了配置</translation>
    </message>
    <message>
        <source>Read the fleet file again</source>
        <translation>重新读取了配置文件</translation>
    </message>
    <message>
        <source>Stored a credential</source>
        <translation>保存了凭据</translation>
    </message>
    <message>
        <source>Removed a credential</source>
        <translation>移除了凭据</translation>
    </message>
    <message>
        <source>Trusted a certificate</source>
        <translation>信任了证书</translation>
    </message>
    <message>
        <source>Probed a registry</source>
        <translation>探测了镜像仓库</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>信息</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
</context>
<context>
    <name>AlertBanner</name>
    <message>
        <source>and %1 more</source>
        <translation>另有 %1 项</translation>
    </message>
    <message>
        <source>Show job</source>
        <translation>查看任务</translation>
    </message>
    <message>
        <source>Decide…</source>
        <translation>决定…</translation>
    </message>
    <message>
        <source>Run it in this window</source>
        <translation>在此窗口中运行</translation>
    </message>
</context>
<context>
    <name>AppearanceCard</name>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>System</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>时区</translation>
    </message>
    <message>
        <source>This machine&apos;s</source>
        <translation>本机时区</translation>
    </message>
    <message>
        <source>Rates in</source>
        <translation>速率单位</translation>
    </message>
    <message>
        <source>Bytes (MB/s)</source>
        <translation>字节 (MB/s)</translation>
    </message>
    <message>
        <source>Bits (Mbit/s)</source>
        <translation>比特 (Mbit/s)</translation>
    </message>
    <message>
        <source>Reduced motion</source>
        <translation>减少动态效果</translation>
    </message>
    <message>
        <source>Nothing slides or flows; the map stands still.</source>
        <translation>没有滑动或流动效果；地图静止。</translation>
    </message>
    <message>
        <source>Closing the window while jobs run</source>
        <translation>有任务运行时关闭窗口</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>询问</translation>
    </message>
    <message>
        <source>Quit; jobs go on at the next start</source>
        <translation>退出；任务在下次启动时继续</translation>
    </message>
    <message>
        <source>Keep running in the tray</source>
        <translation>在托盘中继续运行</translation>
    </message>
</context>
<context>
    <name>AuditHead</name>
    <message>
        <source>Pass rate: %1</source>
        <translation>通过率：%1</translation>
    </message>
    <message>
        <source>Deep audit</source>
        <translation>深度审计</translation>
    </message>
    <message>
        <source>Reads and hashes all content in all regions</source>
        <translation>读取所有区域的全部内容并计算哈希</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>修复</translation>
    </message>
    <message>
        <source>Compares once more and makes the regions what the rule wants</source>
        <translation>重新比较，并让各区域符合规则</translation>
    </message>
    <message>
        <source>Scheduled: %1</source>
        <translation>安排：%1</translation>
    </message>
    <message>
        <source>Read all content of %1?</source>
        <translation>读取 %1 的全部内容？</translation>
    </message>
    <message>
        <source>Repair %1?</source>
        <translation>修复 %1？</translation>
    </message>
    <message>
        <source>Every blob of every region is read and hashed. That is as much traffic as copying everything once, and takes as long.</source>
        <translation>读取每个区域的每个 blob 并计算哈希。流量和时间相当于全部复制一次。</translation>
    </message>
    <message>
        <source>All regions are compared once more. Tags that are missing or different are set to what the source has; missing content is copied. Extra tags stay.</source>
        <translation>重新比较所有区域。缺失或不同的标签改为源的内容；缺失的内容会被复制。多余的标签保留。</translation>
    </message>
    <message>
        <source>Export the report</source>
        <translation>导出报告</translation>
    </message>
    <message>
        <source>The report was saved</source>
        <translation>报告已保存</translation>
    </message>
    <message>
        <source>The report was not saved</source>
        <translation>报告未保存</translation>
    </message>
</context>
<context>
    <name>AuditList</name>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
</context>
<context>
    <name>Audits</name>
    <message>
        <source>1 finding</source>
        <translation>1 个问题</translation>
    </message>
    <message>
        <source>%1 findings</source>
        <translation>%1 个问题</translation>
    </message>
    <message>
        <source>Auditing</source>
        <translation>正在审计</translation>
    </message>
    <message>
        <source>Never audited</source>
        <translation>从未审计</translation>
    </message>
    <message>
        <source>Not all regions answered</source>
        <translation>有区域无应答</translation>
    </message>
    <message>
        <source>All equal</source>
        <translation>全部一致</translation>
    </message>
    <message>
        <source>tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>tags and content</source>
        <translation>标签和内容</translation>
    </message>
    <message>
        <source>content, a sample of it read</source>
        <translation>内容，抽样读取</translation>
    </message>
    <message>
        <source>content, all of it read</source>
        <translation>内容，全部读取</translation>
    </message>
    <message>
        <source>%1 requests</source>
        <translation>%1 次请求</translation>
    </message>
    <message>
        <source>%1 read</source>
        <translation>读取 %1</translation>
    </message>
    <message>
        <source>not read</source>
        <translation>未读取</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>tags</comment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从未</translation>
    </message>
    <message>
        <source>and %1 more, in the report</source>
        <translation>另有 %1 个，见报告</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>Different</source>
        <translation>不同</translation>
    </message>
    <message>
        <source>Extra</source>
        <translation>多余</translation>
    </message>
    <message>
        <source>Corrupt</source>
        <translation>损坏</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>repaired %1 of %2</source>
        <comment>findings</comment>
        <translation>已修复 %1 / %2</translation>
    </message>
</context>
<context>
    <name>BackupCard</name>
    <message>
        <source>Backup and support</source>
        <translation>备份与支持</translation>
    </message>
    <message>
        <source>A backup holds the fleet file, history and trusted certificates, and no secrets. It is put back with meridianctl while nothing runs.</source>
        <translation>备份包含配置文件、历史记录和受信任的证书，不含任何机密。恢复时须先停止所有引擎，再用 meridianctl 恢复。</translation>
    </message>
    <message>
        <source>Back up…</source>
        <translation>备份…</translation>
    </message>
    <message>
        <source>Put a backup back</source>
        <translation>恢复备份</translation>
    </message>
    <message>
        <source>A text for those who help, without secrets</source>
        <translation>供协助者查看的文本，不含机密</translation>
    </message>
</context>
<context>
    <name>BackupChooser</name>
    <message>
        <source>Back up</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Backups (*.backup)</source>
        <translation>备份 (*.backup)</translation>
    </message>
</context>
<context>
    <name>BandwidthFields</name>
    <message>
        <source>Bandwidth</source>
        <translation>带宽</translation>
    </message>
    <message>
        <source>unlimited</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Add window</source>
        <translation>添加时段</translation>
    </message>
</context>
<context>
    <name>BandwidthWindow</name>
    <message>
        <source>Bandwidth window</source>
        <translation>带宽时段</translation>
    </message>
    <message>
        <source>Mon</source>
        <translation>周一</translation>
    </message>
    <message>
        <source>Tue</source>
        <translation>周二</translation>
    </message>
    <message>
        <source>Wed</source>
        <translation>周三</translation>
    </message>
    <message>
        <source>Thu</source>
        <translation>周四</translation>
    </message>
    <message>
        <source>Fri</source>
        <translation>周五</translation>
    </message>
    <message>
        <source>Sat</source>
        <translation>周六</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>周日</translation>
    </message>
    <message>
        <source>Remove window</source>
        <translation>移除时段</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>To</source>
        <translation>到</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>时区</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>上限</translation>
    </message>
</context>
<context>
    <name>BellButton</name>
    <message numerus="yes">
        <source>Notifications, %n new</source>
        <translation>
            <numerusform>通知，%n 条新消息</numerusform>
        </translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>通知</translation>
    </message>
</context>
<context>
    <name>Blobs</name>
    <message>
        <source>mounted</source>
        <translation>挂载</translation>
    </message>
    <message>
        <source>there already</source>
        <translation>已存在</translation>
    </message>
    <message>
        <source>resumed at %1</source>
        <comment>bytes</comment>
        <translation>从 %1 处续传</translation>
    </message>
    <message>
        <source>resumed</source>
        <translation>续传</translation>
    </message>
    <message>
        <source>pulled</source>
        <translation>拉取</translation>
    </message>
</context>
<context>
    <name>CatalogueList</name>
    <message>
        <source>Repositories</source>
        <translation>仓库</translation>
    </message>
    <message>
        <source>Find a repository</source>
        <translation>查找仓库</translation>
    </message>
    <message>
        <source>Sorted by regions, fewest first. Sort by name</source>
        <translation>已按区域数排序（少的在前）。改为按名称排序</translation>
    </message>
    <message>
        <source>Sorted by name. Sort by regions, fewest first</source>
        <translation>已按名称排序。改为按区域数排序（少的在前）</translation>
    </message>
    <message>
        <source>Read the catalogues again</source>
        <translation>重新读取目录</translation>
    </message>
    <message>
        <source>Reading the catalogues</source>
        <translation>正在读取目录</translation>
    </message>
    <message>
        <source>No repository fits</source>
        <translation>没有匹配的仓库</translation>
    </message>
    <message>
        <source>The registries are empty. Push an image to the primary region, then read again.</source>
        <translation>镜像仓库是空的。请先向主区域推送一个镜像，然后重新读取。</translation>
    </message>
    <message>
        <source>and %1 more regions</source>
        <translation>另有 %1 个区域</translation>
    </message>
    <message>
        <source>Repositories that rules name are listed anyway.</source>
        <translation>规则中写明的仓库仍会列出。</translation>
    </message>
</context>
<context>
    <name>Certificate</name>
    <message>
        <source>%1 to %2</source>
        <comment>dates</comment>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>The registry&apos;s own</source>
        <translation>仓库自己的</translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation>签发者</translation>
    </message>
    <message>
        <source>itself</source>
        <translation>自身</translation>
    </message>
</context>
<context>
    <name>Chip</name>
    <message>
        <source>Remove %1</source>
        <translation>移除 %1</translation>
    </message>
</context>
<context>
    <name>CliLine</name>
    <message>
        <source>The same in a terminal</source>
        <translation>在终端中执行同样的操作</translation>
    </message>
</context>
<context>
    <name>CodeBlock</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>ConfirmDialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Type %1 to go on</source>
        <translation>输入 %1 以继续</translation>
    </message>
</context>
<context>
    <name>ConflictSheet</name>
    <message>
        <source>Conflict in %1</source>
        <translation>%1 中的冲突</translation>
    </message>
    <message>
        <source>Somebody else has set these tags. Nothing has been changed.</source>
        <translation>这些标签被他人设置过。尚未更改任何内容。</translation>
    </message>
    <message>
        <source>What is to happen</source>
        <translation>如何处理</translation>
    </message>
    <message>
        <source>Leave everything</source>
        <translation>全部保持不动</translation>
    </message>
    <message>
        <source>No tag is set anywhere. The source&apos;s images stay staged; the regions keep what they have.</source>
        <translation>任何地方都不设置标签。源的镜像保持就位；各区域保留现有内容。</translation>
    </message>
    <message>
        <source>Overwrite with the source&apos;s</source>
        <translation>用源覆盖</translation>
    </message>
    <message>
        <source>The tags below are set to what the source has. What somebody pushed there loses its tag.</source>
        <translation>下列标签改为源的内容。他人推送到那里的镜像失去标签。</translation>
    </message>
    <message>
        <source>Keep the region&apos;s</source>
        <translation>保留区域的</translation>
    </message>
    <message>
        <source>The tags below stay as they are in these regions; all others are set.</source>
        <translation>下列标签在这些区域保持不变；其余照常设置。</translation>
    </message>
    <message>
        <source>We left</source>
        <translation>上次留下</translation>
    </message>
    <message>
        <source>Is there now</source>
        <translation>现在是</translation>
    </message>
    <message>
        <source>The source has</source>
        <translation>源为</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Keep and promote the rest</source>
        <translation>保留并发布其余</translation>
    </message>
    <message>
        <source>Overwrite and promote</source>
        <translation>覆盖并发布</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation>复制 %1</translation>
    </message>
</context>
<context>
    <name>ConnectionCheck</name>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>测试连接</translation>
    </message>
    <message>
        <source>Finds the host, connects, signs in and asks what the registry speaks. Nothing is changed there.</source>
        <translation>查找主机、建立连接、登录并询问镜像仓库支持的协议，不会更改任何内容。</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>正在测试…</translation>
    </message>
</context>
<context>
    <name>ConsistencyPage</name>
    <message>
        <source>Consistency</source>
        <translation>一致性</translation>
    </message>
    <message>
        <source>Whether all regions of a rule hold the same</source>
        <translation>规则的所有区域内容是否相同</translation>
    </message>
    <message>
        <source>Audit now</source>
        <translation>立即审计</translation>
    </message>
    <message>
        <source>Nothing to compare yet</source>
        <translation>尚无可比较的内容</translation>
    </message>
    <message>
        <source>An audit compares the regions of a rule. Add a rule first.</source>
        <translation>审计比较一条规则的各区域。请先添加规则。</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Drift (%1)</source>
        <translation>漂移（%1）</translation>
    </message>
    <message>
        <source>Drift</source>
        <translation>漂移</translation>
    </message>
    <message>
        <source>Tags by region</source>
        <translation>各区域标签</translation>
    </message>
    <message>
        <source>Deleted (%1)</source>
        <translation>已删除（%1）</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>已删除</translation>
    </message>
</context>
<context>
    <name>CronLines</name>
    <message>
        <source>Cron expression</source>
        <translation>Cron 表达式</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Add a time</source>
        <translation>添加时间</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>接下来</translation>
    </message>
</context>
<context>
    <name>DayChart</name>
    <message>
        <source>Nothing in the last 24 hours</source>
        <translation>过去 24 小时没有动静</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
</context>
<context>
    <name>Deeds</name>
    <message>
        <source>What failed was not started again</source>
        <translation>失败项未能重新开始</translation>
    </message>
    <message>
        <source>What failed is tried again</source>
        <translation>正在重试失败项</translation>
    </message>
</context>
<context>
    <name>DeletedList</name>
    <message>
        <source>Image</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Digest</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>已删除</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Pushes its saved manifests again and sets the tag, if the registry still has the blobs</source>
        <translation>重新推送保存的清单并设置标签，前提是镜像仓库仍有这些 blob</translation>
    </message>
    <message>
        <source>Nothing was deleted</source>
        <translation>没有已删除的标签</translation>
    </message>
    <message>
        <source>Tags that a rule deletes at its targets stand here, and can be brought back while the registry keeps their blobs.</source>
        <translation>规则在目标处删除的标签列在这里；只要镜像仓库保留其 blob 就能恢复。</translation>
    </message>
</context>
<context>
    <name>DigestButton</name>
    <message>
        <source>Copy digest %1</source>
        <translation>复制摘要 %1</translation>
    </message>
</context>
<context>
    <name>DriftList</name>
    <message>
        <source>Image</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Wanted</source>
        <translation>期望</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>实际</translation>
    </message>
    <message>
        <source>Drift</source>
        <translation>漂移</translation>
    </message>
    <message>
        <source>All regions are equal</source>
        <translation>所有区域一致</translation>
    </message>
    <message>
        <source>Nothing found yet</source>
        <translation>尚无发现</translation>
    </message>
    <message>
        <source>The last audit found every tag in every region, complete and the same.</source>
        <translation>上次审计在每个区域都找到了完整且相同的标签。</translation>
    </message>
    <message>
        <source>An audit compares tags, manifests and blobs of all regions of this rule.</source>
        <translation>审计比较此规则所有区域的标签、清单和 blob。</translation>
    </message>
    <message>
        <source>Find an image</source>
        <translation>查找镜像</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>Different</source>
        <translation>不同</translation>
    </message>
    <message>
        <source>Extra</source>
        <translation>多余</translation>
    </message>
    <message>
        <source>Corrupt</source>
        <translation>损坏</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>Nothing fits</source>
        <translation>没有符合条件的内容</translation>
    </message>
</context>
<context>
    <name>DriftRow</name>
    <message>
        <source>Repair</source>
        <translation>修复</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation>复制 %1</translation>
    </message>
</context>
<context>
    <name>Entries</name>
    <message>
        <source>Set up a mirror</source>
        <translation>设置镜像同步</translation>
    </message>
    <message>
        <source>Sync all rules now</source>
        <translation>立即同步所有规则</translation>
    </message>
    <message>
        <source>Prewarm an image…</source>
        <translation>预热镜像…</translation>
    </message>
    <message>
        <source>Slow mode off</source>
        <translation>关闭慢速模式</translation>
    </message>
    <message>
        <source>Slow mode on</source>
        <translation>开启慢速模式</translation>
    </message>
    <message>
        <source>Add region</source>
        <translation>添加区域</translation>
    </message>
    <message>
        <source>New rule</source>
        <translation>新建规则</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>深色主题</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>浅色主题</translation>
    </message>
    <message>
        <source>Theme of the system</source>
        <translation>跟随系统主题</translation>
    </message>
    <message>
        <source>Language: %1</source>
        <translation>语言：%1</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Sync %1 now</source>
        <translation>立即同步 %1</translation>
    </message>
    <message>
        <source>Plan %1</source>
        <translation>规划 %1</translation>
    </message>
    <message>
        <source>Audit %1</source>
        <translation>审计 %1</translation>
    </message>
    <message>
        <source>Promote %1 now</source>
        <translation>立即发布 %1</translation>
    </message>
    <message>
        <source>Copy as CLI: sync of %1</source>
        <translation>复制命令行：同步 %1</translation>
    </message>
    <message>
        <source>Go on: %1</source>
        <comment>job</comment>
        <translation>继续：%1</translation>
    </message>
    <message>
        <source>Pause: %1</source>
        <comment>job</comment>
        <translation>暂停：%1</translation>
    </message>
    <message>
        <source>Retry what failed: %1</source>
        <comment>job</comment>
        <translation>重试失败项：%1</translation>
    </message>
    <message>
        <source>Look for this digest in %1</source>
        <comment>repository</comment>
        <translation>在 %1 中查找此摘要</translation>
    </message>
    <message>
        <source>Open image %1</source>
        <translation>打开镜像 %1</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>指南</translation>
    </message>
</context>
<context>
    <name>ExportChooser</name>
    <message>
        <source>Export activity</source>
        <translation>导出活动</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
</context>
<context>
    <name>FailureList</name>
    <message>
        <source>Last failures</source>
        <translation>最近的失败</translation>
    </message>
</context>
<context>
    <name>Fixes</name>
    <message>
        <source>Retry what failed: it goes on where it stopped. If it comes again, probe the region&apos;s registry.</source>
        <translation>重试失败项：会从中断处继续。若再次发生，请探测该区域的镜像仓库。</translation>
    </message>
    <message>
        <source>Look at the registry&apos;s own log, then retry what failed.</source>
        <translation>查看镜像仓库自身的日志，然后重试失败项。</translation>
    </message>
    <message>
        <source>See whether the registry runs, and test the connection of this region.</source>
        <translation>检查镜像仓库是否在运行，并测试该区域的连接。</translation>
    </message>
    <message>
        <source>Check the address of this region.</source>
        <translation>检查该区域的地址。</translation>
    </message>
    <message>
        <source>Give the region the certificate of its authority (CA).</source>
        <translation>为该区域提供其证书颁发机构（CA）的证书。</translation>
    </message>
    <message>
        <source>Check the credential of this region.</source>
        <translation>检查该区域的凭据。</translation>
    </message>
    <message>
        <source>Give the region&apos;s account the right to do this in the registry.</source>
        <translation>在镜像仓库中授予该区域账户此操作的权限。</translation>
    </message>
    <message>
        <source>Limit the requests per second of this region, then retry what failed.</source>
        <translation>限制该区域每秒的请求数，然后重试失败项。</translation>
    </message>
    <message>
        <source>Make room on the disk, then retry what failed.</source>
        <translation>腾出磁盘空间，然后重试失败项。</translation>
    </message>
    <message>
        <source>Check the disk and the rights of Meridian&apos;s folders.</source>
        <translation>检查磁盘以及 Meridian 文件夹的权限。</translation>
    </message>
    <message>
        <source>Push the image to the source again: part of it is gone there.</source>
        <translation>请重新将镜像推送到源：其中一部分已不在。</translation>
    </message>
    <message>
        <source>Run a deep audit: somewhere on the way, or in the registry, content is broken.</source>
        <translation>运行一次深度审计：传输途中或镜像仓库中的内容已损坏。</translation>
    </message>
    <message>
        <source>Sign the image, or take the requirement out of the rule.</source>
        <translation>为镜像签名，或从规则中去掉该要求。</translation>
    </message>
    <message>
        <source>The registry cannot take this; see its profile for what it can do.</source>
        <translation>镜像仓库不接受此内容；请查看其能力档案。</translation>
    </message>
    <message>
        <source>Check that the address leads to a registry, not to a proxy or a login page.</source>
        <translation>检查该地址是否指向镜像仓库，而不是代理或登录页面。</translation>
    </message>
    <message>
        <source>Sync again: the source has something newer.</source>
        <translation>再次同步：源中有更新的内容。</translation>
    </message>
    <message>
        <source>Wait for the other one to end, then try again.</source>
        <translation>等另一个结束后再试。</translation>
    </message>
    <message>
        <source>Correct the rule or the region.</source>
        <translation>修正规则或区域。</translation>
    </message>
</context>
<context>
    <name>Forms</name>
    <message>
        <source>&quot;%1&quot; is no age; write 30d, 12h or 2w</source>
        <translation>“%1”不是有效的时长；请写成 30d、12h 或 2w</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no platform; write linux/amd64</source>
        <translation>“%1”不是有效的平台；请写成 linux/amd64</translation>
    </message>
    <message>
        <source>A region needs an id, such as fra</source>
        <translation>区域需要一个 ID，例如 fra</translation>
    </message>
    <message>
        <source>Another region has this id</source>
        <translation>已有区域使用此 ID</translation>
    </message>
    <message>
        <source>Write the registry&apos;s address, such as https://registry.example.com</source>
        <translation>请填写镜像仓库地址，例如 https://registry.example.com</translation>
    </message>
    <message>
        <source>A number from %1 to %2</source>
        <translation>请填写 %1 到 %2 之间的数字</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no time; write 08:00</source>
        <translation>“%1”不是有效的时间；请写成 08:00</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no number</source>
        <translation>“%1”不是数字</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no whole number</source>
        <translation>“%1”不是整数</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no length of time; write 30m, 12h or 7d</source>
        <translation>“%1”不是时长；请写 30m、12h 或 7d</translation>
    </message>
</context>
<context>
    <name>GuideBlock</name>
    <message>
        <source>Example</source>
        <translation>示例</translation>
    </message>
</context>
<context>
    <name>GuideContents</name>
    <message>
        <source>Contents</source>
        <translation>目录</translation>
    </message>
</context>
<context>
    <name>GuideFound</name>
    <message>
        <source>Found in the guide</source>
        <translation>在指南中找到的内容</translation>
    </message>
    <message>
        <source>Nothing fits</source>
        <translation>没有符合条件的内容</translation>
    </message>
    <message>
        <source>The guide has no place with all of these words.</source>
        <translation>指南中没有同时包含这些词的位置。</translation>
    </message>
    <message>
        <source>Show the guide</source>
        <translation>显示指南</translation>
    </message>
</context>
<context>
    <name>GuidePage</name>
    <message>
        <source>Guide</source>
        <translation>指南</translation>
    </message>
</context>
<context>
    <name>GuideSheet</name>
    <message>
        <source>Guide</source>
        <translation>指南</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>GuideText</name>
    <message>
        <source>Return: %1</source>
        <translation>Return：%1</translation>
    </message>
</context>
<context>
    <name>GuideView</name>
    <message>
        <source>Search the guide</source>
        <translation>搜索指南</translation>
    </message>
</context>
<context>
    <name>Happenings</name>
    <message>
        <source>%1: %2</source>
        <comment>job, its end</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 is offline</source>
        <comment>region</comment>
        <translation>%1 已离线</translation>
    </message>
    <message>
        <source>%1 is back</source>
        <comment>region</comment>
        <translation>%1 已恢复</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Demo fleet, no network</source>
        <translation>演示数据，不联网</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>浅色主题</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>深色主题</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>演示</translation>
    </message>
</context>
<context>
    <name>Image</name>
    <message>
        <source>Signature</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>SBOM, SPDX</source>
        <translation>SBOM，SPDX</translation>
    </message>
    <message>
        <source>SBOM, CycloneDX</source>
        <translation>SBOM，CycloneDX</translation>
    </message>
    <message>
        <source>SBOM, Syft</source>
        <translation>SBOM，Syft</translation>
    </message>
    <message>
        <source>SBOM</source>
        <translation>SBOM</translation>
    </message>
    <message>
        <source>Provenance</source>
        <translation>构建来源证明</translation>
    </message>
    <message>
        <source>Attestation</source>
        <translation>证明</translation>
    </message>
    <message>
        <source>Vulnerability statement</source>
        <translation>漏洞声明</translation>
    </message>
    <message>
        <source>Scan report</source>
        <translation>扫描报告</translation>
    </message>
    <message>
        <source>Helm chart</source>
        <translation>Helm chart</translation>
    </message>
    <message>
        <source>Index of several platforms</source>
        <translation>多平台索引</translation>
    </message>
    <message>
        <source>Artifact: %1</source>
        <translation>制品：%1</translation>
    </message>
    <message>
        <source>One image</source>
        <translation>单个镜像</translation>
    </message>
    <message>
        <source>in all regions</source>
        <translation>所有区域都有</translation>
    </message>
    <message>
        <source>not in %1</source>
        <comment>regions</comment>
        <translation>%1 没有</translation>
    </message>
    <message>
        <source>in %1 of %2 regions</source>
        <translation>%2 个区域中有 %1 个</translation>
    </message>
    <message>
        <source>Not read</source>
        <translation>未读取</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>Not mirrored</source>
        <translation>未镜像</translation>
    </message>
    <message>
        <source>Same</source>
        <translation>相同</translation>
    </message>
    <message>
        <source>Another image</source>
        <translation>另一个镜像</translation>
    </message>
    <message>
        <source>all there</source>
        <translation>已全部就位</translation>
    </message>
    <message>
        <source>%1 there, %2 missing</source>
        <translation>已有 %1，还缺 %2</translation>
    </message>
    <message>
        <source>Attestation of %1</source>
        <translation>%1 的证明</translation>
    </message>
    <message>
        <source>Platform not told</source>
        <translation>未注明平台</translation>
    </message>
    <message>
        <source>with attestation</source>
        <translation>带证明</translation>
    </message>
    <message>
        <source>Artifact</source>
        <translation>制品</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Show this image</source>
        <translation>查看此镜像</translation>
    </message>
    <message>
        <source>Bring it to all regions</source>
        <translation>送到所有区域</translation>
    </message>
    <message>
        <source>Pull it from %1</source>
        <translation>从 %1 拉取</translation>
    </message>
    <message>
        <source>in all that were read</source>
        <translation>已读取的区域都有</translation>
    </message>
</context>
<context>
    <name>ImageEmpty</name>
    <message>
        <source>Asking the regions</source>
        <translation>正在询问各区域</translation>
    </message>
    <message>
        <source>The image could not be read</source>
        <translation>无法读取此镜像</translation>
    </message>
    <message>
        <source>No registries yet</source>
        <translation>还没有镜像仓库</translation>
    </message>
    <message>
        <source>No region has this image</source>
        <translation>没有区域有此镜像</translation>
    </message>
    <message>
        <source>No image chosen</source>
        <translation>未选择镜像</translation>
    </message>
    <message>
        <source>Images are found in the registries of the regions. Add a region first.</source>
        <translation>镜像来自各区域的镜像仓库。请先添加一个区域。</translation>
    </message>
    <message>
        <source>%1 was deleted, or its name is another. The page Images lists what there is.</source>
        <translation>%1 已被删除，或名称不同。“镜像”页面列出了现有的镜像。</translation>
    </message>
    <message>
        <source>Choose one on the page Images.</source>
        <translation>请在“镜像”页面选择一个。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>镜像</translation>
    </message>
</context>
<context>
    <name>ImageHead</name>
    <message>
        <source>Image</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Platforms</source>
        <translation>平台</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>Read from</source>
        <translation>读取自</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>All tags</source>
        <translation>所有标签</translation>
    </message>
    <message>
        <source>Copy as CLI</source>
        <translation>复制为命令行</translation>
    </message>
    <message>
        <source>Digest</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>On the command line</source>
        <translation>命令行</translation>
    </message>
</context>
<context>
    <name>ImageLayers</name>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>No layers are told for this one</source>
        <translation>没有可显示的层</translation>
    </message>
</context>
<context>
    <name>ImagePage</name>
    <message>
        <source>Image</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Asking the regions…</source>
        <translation>正在询问各区域…</translation>
    </message>
    <message>
        <source>Prewarm</source>
        <translation>预热</translation>
    </message>
</context>
<context>
    <name>ImagePlaces</name>
    <message>
        <source>Regions</source>
        <translation>区域</translation>
    </message>
</context>
<context>
    <name>ImagePlatforms</name>
    <message>
        <source>Platforms</source>
        <translation>平台</translation>
    </message>
</context>
<context>
    <name>ImageReferrers</name>
    <message>
        <source>Signatures and more</source>
        <translation>签名及其他</translation>
    </message>
    <message>
        <source>Nothing refers to this image: it has no signature and no SBOM of its own.</source>
        <translation>没有内容引用此镜像：它没有自己的签名和 SBOM。</translation>
    </message>
</context>
<context>
    <name>ImagesPage</name>
    <message>
        <source>Images</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Every repository of the fleet, and where its tags are</source>
        <translation>所有仓库及其标签所在区域</translation>
    </message>
    <message>
        <source>%1 repositories in %2 regions</source>
        <translation>%2 个区域中的 %1 个仓库</translation>
    </message>
    <message>
        <source>Prewarm</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>No registries yet</source>
        <translation>还没有镜像仓库</translation>
    </message>
    <message>
        <source>Images are found in the registries of the regions. Add a region first.</source>
        <translation>镜像来自各区域的镜像仓库。请先添加一个区域。</translation>
    </message>
    <message>
        <source>Add region</source>
        <translation>添加区域</translation>
    </message>
</context>
<context>
    <name>JobActions</name>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Move to top</source>
        <translation>置顶</translation>
    </message>
    <message>
        <source>Its blobs go before those of all other jobs</source>
        <translation>其数据块先于所有其他任务传输</translation>
    </message>
    <message>
        <source>Stop…</source>
        <translation>停止…</translation>
    </message>
    <message>
        <source>Retry failed</source>
        <translation>重试失败项</translation>
    </message>
    <message>
        <source>A job over the tags and regions that failed, and nothing else</source>
        <translation>只对失败的标签和区域再运行一次任务</translation>
    </message>
    <message>
        <source>Show its rule</source>
        <translation>显示其规则</translation>
    </message>
    <message>
        <source>Copy as command: %1</source>
        <translation>复制为命令：%1</translation>
    </message>
    <message>
        <source>Stop &quot;%1&quot;?</source>
        <translation>停止“%1”？</translation>
    </message>
    <message>
        <source>What has been copied stays. What is under way is kept, and the next run goes on where this one stops. To go on later, pause it instead.</source>
        <translation>已复制的内容会保留。传输中的部分也会保留，下次运行从中断处继续。若要稍后继续，请改用暂停。</translation>
    </message>
    <message>
        <source>Stop the job</source>
        <translation>停止任务</translation>
    </message>
</context>
<context>
    <name>JobBlobs</name>
    <message>
        <source>Digest</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>Repository</source>
        <translation>仓库</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据量</translation>
    </message>
    <message>
        <source>Came by</source>
        <translation>来源方式</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Blobs</source>
        <translation>数据块</translation>
    </message>
    <message>
        <source>No blobs to move</source>
        <translation>没有需要传输的数据块</translation>
    </message>
    <message>
        <source>Nothing fits</source>
        <translation>没有符合条件的内容</translation>
    </message>
</context>
<context>
    <name>JobDetail</name>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Blobs</source>
        <translation>数据块</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Story</source>
        <translation>经过</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
</context>
<context>
    <name>JobEvents</name>
    <message>
        <source>No events yet</source>
        <translation>还没有事件</translation>
    </message>
    <message>
        <source>Story</source>
        <translation>经过</translation>
    </message>
    <message>
        <source>Nothing fits</source>
        <translation>没有符合条件的内容</translation>
    </message>
</context>
<context>
    <name>JobFilter</name>
    <message>
        <source>Rule, job or error</source>
        <translation>规则、任务或错误</translation>
    </message>
    <message numerus="yes">
        <source>%n jobs shown</source>
        <translation>
            <numerusform>显示 %n 个任务</numerusform>
        </translation>
    </message>
    <message>
        <source>Order</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>最新</translation>
    </message>
    <message>
        <source>Oldest</source>
        <translation>最早</translation>
    </message>
    <message>
        <source>Longest</source>
        <translation>耗时最长</translation>
    </message>
    <message>
        <source>Most data</source>
        <translation>数据最多</translation>
    </message>
    <message>
        <source>By rule</source>
        <translation>按规则</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>With failures</source>
        <translation>有失败</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Ever</source>
        <translation>全部时间</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>最近 1 小时</translation>
    </message>
    <message>
        <source>24 hours</source>
        <translation>24 小时</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 天</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 天</translation>
    </message>
</context>
<context>
    <name>JobHead</name>
    <message>
        <source>Data</source>
        <translation>数据量</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>速率</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>剩余时间</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>用时</translation>
    </message>
</context>
<context>
    <name>JobImages</name>
    <message>
        <source>Images</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据量</translation>
    </message>
    <message>
        <source>Digest</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>No images yet</source>
        <translation>还没有镜像</translation>
    </message>
    <message>
        <source>Nothing fits</source>
        <translation>没有符合条件的内容</translation>
    </message>
</context>
<context>
    <name>JobTable</name>
    <message>
        <source>Reading what is remembered…</source>
        <translation>正在读取历史记录…</translation>
    </message>
    <message>
        <source>No job fits</source>
        <translation>没有符合条件的任务</translation>
    </message>
    <message>
        <source>Show all jobs</source>
        <translation>显示所有任务</translation>
    </message>
</context>
<context>
    <name>JobWords</name>
    <message>
        <source>%1 more</source>
        <comment>bytes</comment>
        <translation>多 %1</translation>
    </message>
    <message>
        <source>%1 less</source>
        <comment>bytes</comment>
        <translation>少 %1</translation>
    </message>
    <message>
        <source>as fast</source>
        <translation>用时相同</translation>
    </message>
    <message>
        <source>%1 slower</source>
        <comment>time</comment>
        <translation>慢 %1</translation>
    </message>
    <message>
        <source>%1 faster</source>
        <comment>time</comment>
        <translation>快 %1</translation>
    </message>
    <message>
        <source>%1 tags copied more</source>
        <comment>number</comment>
        <translation>多复制 %1 个标签</translation>
    </message>
    <message>
        <source>%1 tags copied less</source>
        <comment>number</comment>
        <translation>少复制 %1 个标签</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>同步</translation>
    </message>
    <message>
        <source>Promotion</source>
        <translation>发布</translation>
    </message>
    <message>
        <source>Rollback</source>
        <translation>回滚</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>审计</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Prewarm</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>The run before (%1) wrote %2 in %3.</source>
        <comment>time, bytes, time</comment>
        <translation>上一次运行（%1）写入 %2，用时 %3。</translation>
    </message>
    <message>
        <source>Against the run before (%1): %2.</source>
        <comment>time, differences</comment>
        <translation>与上一次运行（%1）相比：%2。</translation>
    </message>
</context>
<context>
    <name>Jobs</name>
    <message>
        <source>%1 regions</source>
        <translation>%1 个区域</translation>
    </message>
    <message>
        <source>%1 of %2 tags</source>
        <translation>%1/%2 个标签</translation>
    </message>
    <message>
        <source>%1 copied</source>
        <translation>%1 个已复制</translation>
    </message>
    <message>
        <source>%1 unchanged</source>
        <translation>%1 个未变</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 个失败</translation>
    </message>
    <message>
        <source>no tags</source>
        <translation>没有标签</translation>
    </message>
    <message>
        <source>Comparing</source>
        <translation>正在比对</translation>
    </message>
    <message>
        <source>%1 of %2 layers</source>
        <translation>%1/%2 层</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>%1 left</source>
        <comment>time</comment>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>Sync %1</source>
        <comment>rule</comment>
        <translation>同步 %1</translation>
    </message>
    <message>
        <source>%1; %2 in %3</source>
        <comment>tags, bytes, time</comment>
        <translation>%1；%2，用时 %3</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>region, waits until ...</comment>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Promote %1</source>
        <comment>rule</comment>
        <translation>发布 %1</translation>
    </message>
    <message>
        <source>Roll back %1</source>
        <comment>rule</comment>
        <translation>回滚 %1</translation>
    </message>
    <message>
        <source>Audit %1</source>
        <comment>rule</comment>
        <translation>审计 %1</translation>
    </message>
    <message>
        <source>Restore tags of %1</source>
        <comment>rule</comment>
        <translation>恢复 %1 的标签</translation>
    </message>
    <message>
        <source>Waits for its turn</source>
        <translation>等待轮到它</translation>
    </message>
    <message>
        <source>Compares source and targets</source>
        <translation>正在比较源和目标</translation>
    </message>
    <message>
        <source>Compares the regions</source>
        <translation>正在比较各区域</translation>
    </message>
    <message>
        <source>Sets tags</source>
        <translation>正在设置标签</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>正在复制</translation>
    </message>
    <message>
        <source>Prewarm %1</source>
        <comment>image</comment>
        <translation>预热 %1</translation>
    </message>
</context>
<context>
    <name>JobsCard</name>
    <message>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n 运行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n queued</source>
        <translation>
            <numerusform>%n 排队</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n 失败</numerusform>
        </translation>
    </message>
    <message>
        <source>All jobs</source>
        <translation>全部任务</translation>
    </message>
    <message>
        <source>No jobs yet</source>
        <translation>还没有任务</translation>
    </message>
    <message>
        <source>A sync appears here as soon as it starts.</source>
        <translation>同步一开始就会显示在这里。</translation>
    </message>
</context>
<context>
    <name>JobsPage</name>
    <message>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n 个任务运行中</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is running</source>
        <translation>当前没有运行中的任务</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>立即同步</translation>
    </message>
    <message>
        <source>No jobs yet</source>
        <translation>还没有任务</translation>
    </message>
    <message>
        <source>A sync appears here as soon as it starts, and stays with its outcome.</source>
        <translation>同步一开始就会显示在这里，结束后保留结果。</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n 个等待中</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 in all</source>
        <translation>共 %1 个</translation>
    </message>
</context>
<context>
    <name>Kpi</name>
    <message>
        <source>Sync success rate</source>
        <translation>同步成功率</translation>
    </message>
    <message>
        <source>target %1</source>
        <translation>目标 %1</translation>
    </message>
    <message>
        <source>Transfer time p95</source>
        <translation>传输耗时 p95</translation>
    </message>
    <message>
        <source>s</source>
        <comment>seconds</comment>
        <translation>秒</translation>
    </message>
    <message>
        <source>per image, 24 h</source>
        <translation>每个镜像，24 小时</translation>
    </message>
    <message>
        <source>min</source>
        <comment>minutes</comment>
        <translation>分钟</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>吞吐量</translation>
    </message>
    <message>
        <source>peak %1</source>
        <translation>峰值 %1</translation>
    </message>
    <message>
        <source>Consistency</source>
        <translation>一致性</translation>
    </message>
    <message>
        <source>all regions equal</source>
        <translation>各区域一致</translation>
    </message>
    <message>
        <source>1 region drifted</source>
        <translation>1 个区域漂移</translation>
    </message>
    <message>
        <source>%1 regions drifted</source>
        <translation>%1 个区域漂移</translation>
    </message>
    <message>
        <source>some regions are behind</source>
        <translation>部分区域落后</translation>
    </message>
</context>
<context>
    <name>LanguageMenu</name>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
</context>
<context>
    <name>LayerRow</name>
    <message>
        <source>%1 has it</source>
        <translation>%1 已有</translation>
    </message>
    <message>
        <source>%1 lacks it</source>
        <translation>%1 缺少</translation>
    </message>
</context>
<context>
    <name>LinePast</name>
    <message>
        <source>1 image</source>
        <translation>1 个镜像</translation>
    </message>
    <message>
        <source>%1 images</source>
        <translation>%1 个镜像</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <comment>images</comment>
        <translation>%1 失败</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>hour of the day, what happened in it</extracomment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Last 24 hours: %1</source>
        <translation>过去 24 小时：%1</translation>
    </message>
    <message>
        <source>(most at %1)</source>
        <translation>（%1 最多）</translation>
    </message>
</context>
<context>
    <name>Link</name>
    <message>
        <source>Healthy</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Degraded</source>
        <translation>受影响</translation>
    </message>
    <message>
        <source>Failing</source>
        <translation>失败中</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>%1 moving, %2 waiting</source>
        <comment>blobs</comment>
        <translation>%1 传输中，%2 等待</translation>
    </message>
    <message>
        <source>idle</source>
        <translation>空闲</translation>
    </message>
</context>
<context>
    <name>LinkPanel</name>
    <message>
        <source>Link %1</source>
        <translation>链路 %1</translation>
    </message>
    <message>
        <source>This link is gone</source>
        <translation>该链路已不存在</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Rate now</source>
        <translation>当前速率</translation>
    </message>
    <message>
        <source>Blobs</source>
        <translation>数据块</translation>
    </message>
    <message>
        <source>Round trip to %1</source>
        <translation>到 %1 的往返时间</translation>
    </message>
    <message>
        <source>Time per image, p95</source>
        <translation>每个镜像耗时 p95</translation>
    </message>
    <message>
        <source>Success, 24 h</source>
        <translation>24 小时成功率</translation>
    </message>
    <message>
        <source>Failed, 24 h</source>
        <translation>24 小时失败</translation>
    </message>
    <message>
        <source>Copied, 24 h</source>
        <translation>24 小时已复制</translation>
    </message>
    <message>
        <source>Last 60 s</source>
        <translation>最近 60 秒</translation>
    </message>
</context>
<context>
    <name>LinkTable</name>
    <message>
        <source>Link</source>
        <translation>链路</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>速率</translation>
    </message>
    <message>
        <source>Waiting blobs</source>
        <translation>等待的数据块</translation>
    </message>
    <message>
        <source>p95</source>
        <translation>p95</translation>
    </message>
    <message>
        <source>Failed, 24 h</source>
        <translation>24 小时失败</translation>
    </message>
    <message>
        <source>Success</source>
        <translation>成功率</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>链路</translation>
    </message>
    <message>
        <source>No links yet</source>
        <translation>还没有链路</translation>
    </message>
    <message>
        <source>A rule that copies from one region to another makes a link.</source>
        <translation>从一个区域复制到另一个区域的规则会形成链路。</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
</context>
<context>
    <name>LinkTableRow</name>
    <message>
        <source>p95 %1</source>
        <translation>p95 %1</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 失败</translation>
    </message>
</context>
<context>
    <name>MapCard</name>
    <message>
        <source>Live sync map</source>
        <translation>实时同步地图</translation>
    </message>
    <message>
        <source>Motion paused</source>
        <translation>动画已暂停</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>Engine stopped</source>
        <translation>引擎已停止</translation>
    </message>
    <message>
        <source>Resume motion</source>
        <translation>继续动画</translation>
    </message>
    <message>
        <source>Pause motion</source>
        <translation>暂停动画</translation>
    </message>
    <message>
        <source>No regions yet</source>
        <translation>还没有区域</translation>
    </message>
    <message>
        <source>The guided set-up finds your registries, asks what to mirror and runs the first sync with you.</source>
        <translation>设置向导会找到您的镜像仓库，询问要同步什么，并与您一起完成首次同步。</translation>
    </message>
    <message>
        <source>Set up a mirror</source>
        <translation>设置镜像同步</translation>
    </message>
    <message>
        <source>Show the fleet as</source>
        <translation>显示方式</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>链路</translation>
    </message>
</context>
<context>
    <name>MapFacts</name>
    <message>
        <source>Outbound now</source>
        <translation>当前出站</translation>
    </message>
    <message>
        <source>Active transfers</source>
        <translation>活动传输</translation>
    </message>
    <message>
        <source>Largest lag</source>
        <translation>最大延迟</translation>
    </message>
</context>
<context>
    <name>MapMarker</name>
    <message>
        <source>and at the same place %1</source>
        <translation>同一位置还有 %1</translation>
    </message>
</context>
<context>
    <name>MarkerLabel</name>
    <message>
        <source>PRIMARY</source>
        <translation>主</translation>
    </message>
</context>
<context>
    <name>MatchStrip</name>
    <message>
        <source>Looking at what matches…</source>
        <translation>正在查看匹配内容…</translation>
    </message>
    <message>
        <source>Fold</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>Show what matches</source>
        <translation>显示匹配内容</translation>
    </message>
</context>
<context>
    <name>MatrixRow</name>
    <message>
        <source>missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>not read</source>
        <translation>未读取</translation>
    </message>
</context>
<context>
    <name>NetworkCard</name>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Limits stand in the fleet file; a region&apos;s own page changes them.</source>
        <translation>限制写在配置文件中；可在区域页面更改。</translation>
    </message>
    <message>
        <source>Limits come with regions; there is none yet.</source>
        <translation>限制属于区域；目前还没有区域。</translation>
    </message>
    <message>
        <source>Proxies of the environment</source>
        <translation>环境中的代理</translation>
    </message>
    <message>
        <source>None: registries are reached directly. HTTPS_PROXY and NO_PROXY count when the console starts.</source>
        <translation>无：直接访问镜像仓库。HTTPS_PROXY 和 NO_PROXY 在控制台启动时生效。</translation>
    </message>
</context>
<context>
    <name>NotesCard</name>
    <message>
        <source>Notifications</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>试一试</translation>
    </message>
</context>
<context>
    <name>NoticeCentre</name>
    <message>
        <source>Notifications</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>全部清除</translation>
    </message>
    <message>
        <source>Notification settings</source>
        <translation>通知设置</translation>
    </message>
    <message>
        <source>Muted:</source>
        <translation>已静音：</translation>
    </message>
    <message>
        <source>Nothing to tell</source>
        <translation>暂无通知</translation>
    </message>
    <message>
        <source>Failures, ends of jobs, and regions that go offline or come back are told here.</source>
        <translation>失败、任务结束以及区域离线或恢复都会显示在这里。</translation>
    </message>
</context>
<context>
    <name>NoticeRow</name>
    <message>
        <source>%1 (%2 times)</source>
        <translation>%1（%2 次）</translation>
    </message>
    <message>
        <source>Mute %1</source>
        <translation>静音 %1</translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message>
        <source>idle</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>%1 out</source>
        <comment>rate</comment>
        <translation>出站 %1</translation>
    </message>
    <message>
        <source>%1 in</source>
        <comment>rate</comment>
        <translation>入站 %1</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从未</translation>
    </message>
    <message>
        <source>No regions yet</source>
        <translation>还没有区域</translation>
    </message>
    <message>
        <source>1 region</source>
        <translation>1 个区域</translation>
    </message>
    <message>
        <source>%1 regions</source>
        <translation>%1 个区域</translation>
    </message>
    <message>
        <source>1 tag mirrored</source>
        <translation>已镜像 1 个标签</translation>
    </message>
    <message>
        <source>%1 tags mirrored</source>
        <translation>已镜像 %1 个标签</translation>
    </message>
    <message>
        <source>last check %1</source>
        <translation>上次校验 %1</translation>
    </message>
</context>
<context>
    <name>OverviewPage</name>
    <message>
        <source>Global overview</source>
        <translation>全局总览</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>立即同步</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>区域</translation>
    </message>
</context>
<context>
    <name>PaletteDialog</name>
    <message>
        <source>Find anything, do anything</source>
        <translation>查找任何内容，执行任何操作</translation>
    </message>
    <message>
        <source>Page, region, rule, job, image, digest or action</source>
        <translation>页面、区域、规则、任务、镜像、摘要或操作</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Nothing is called that</source>
        <translation>没有找到匹配项</translation>
    </message>
    <message>
        <source>Images are found here once they were listed or copied. A whole name, such as app/web:1.2, opens any image.</source>
        <translation>镜像在被列出或复制之后才能在这里找到。输入完整名称（例如 app/web:1.2）可打开任何镜像。</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>open or do</source>
        <translation>打开或执行</translation>
    </message>
    <message>
        <source>close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Parts</name>
    <message>
        <source>All tags</source>
        <translation>所有标签</translation>
    </message>
    <message>
        <source>without %1</source>
        <translation>不含 %1</translation>
    </message>
    <message>
        <source>the newest %1</source>
        <translation>最新的 %1 个</translation>
    </message>
    <message>
        <source>the highest %1</source>
        <translation>版本最高的 %1 个</translation>
    </message>
    <message>
        <source>not older than %1</source>
        <translation>不早于 %1 前</translation>
    </message>
    <message>
        <source>All platforms, as they are</source>
        <translation>所有平台，原样复制</translation>
    </message>
    <message>
        <source>index kept as it is</source>
        <translation>索引保持原样</translation>
    </message>
    <message>
        <source>index rewritten</source>
        <translation>索引已改写</translation>
    </message>
    <message>
        <source>Not copied</source>
        <translation>不复制</translation>
    </message>
    <message>
        <source>All are copied</source>
        <translation>全部复制</translation>
    </message>
    <message>
        <source>no tag without %1</source>
        <translation>必须带有 %1</translation>
    </message>
    <message>
        <source>on push</source>
        <translation>推送时</translation>
    </message>
    <message>
        <source>looks every %1</source>
        <comment>length of time</comment>
        <translation>每 %1 检查一次</translation>
    </message>
    <message>
        <source>By hand only</source>
        <translation>仅手动</translation>
    </message>
    <message>
        <source>only within windows</source>
        <translation>仅在时段内</translation>
    </message>
    <message>
        <source>Each tag as soon as it is complete</source>
        <translation>每个标签完整后立即出现</translation>
    </message>
    <message>
        <source>Each tag everywhere or nowhere</source>
        <translation>每个标签要么处处都有，要么都没有</translation>
    </message>
    <message>
        <source>All tags of a run everywhere or nowhere</source>
        <translation>一次运行的全部标签要么处处都有，要么都没有</translation>
    </message>
    <message>
        <source>waves: %1</source>
        <comment>how many</comment>
        <translation>批次：%1</translation>
    </message>
    <message>
        <source>overwrites conflicts</source>
        <translation>覆盖冲突</translation>
    </message>
    <message>
        <source>keeps conflicts</source>
        <translation>保留冲突</translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>percent</comment>
        <translation>%1%</translation>
    </message>
    <message>
        <source>Nothing is deleted at the targets</source>
        <translation>不在目标处删除任何内容</translation>
    </message>
    <message>
        <source>After %1; stops above %2</source>
        <comment>length of time, percent</comment>
        <translation>%1 后删除；超过 %2 时停止</translation>
    </message>
    <message>
        <source>tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>tags and content</source>
        <translation>标签和内容</translation>
    </message>
    <message>
        <source>content, %1 of it read</source>
        <translation>内容，读取其中 %1</translation>
    </message>
    <message>
        <source>content, all of it read</source>
        <translation>内容，全部读取</translation>
    </message>
    <message>
        <source>On demand</source>
        <translation>按需</translation>
    </message>
    <message>
        <source>repairs</source>
        <translation>自动修复</translation>
    </message>
    <message>
        <source>Unlimited</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>windows: %1</source>
        <comment>how many</comment>
        <translation>时段：%1</translation>
    </message>
    <message>
        <source>All or nothing</source>
        <translation>全有或全无</translation>
    </message>
    <message>
        <source>with signatures</source>
        <translation>含签名</translation>
    </message>
    <message>
        <source>deletes after %1</source>
        <translation>%1 后删除</translation>
    </message>
    <message>
        <source>audited %1</source>
        <comment>when</comment>
        <translation>审计：%1</translation>
    </message>
</context>
<context>
    <name>Place</name>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
</context>
<context>
    <name>Places</name>
    <message>
        <source>%1° S</source>
        <translation>南纬 %1°</translation>
    </message>
    <message>
        <source>%1° N</source>
        <translation>北纬 %1°</translation>
    </message>
    <message>
        <source>%1° W</source>
        <translation>西经 %1°</translation>
    </message>
    <message>
        <source>%1° E</source>
        <translation>东经 %1°</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>latitude, longitude</comment>
        <translation>%1，%2</translation>
    </message>
</context>
<context>
    <name>PlacesCard</name>
    <message>
        <source>Where things are</source>
        <translation>存储位置</translation>
    </message>
    <message>
        <source>The demo fleet lives in memory; nothing of it is kept.</source>
        <translation>演示数据仅存在于内存中，不会保存。</translation>
    </message>
    <message>
        <source>Fleet file</source>
        <translation>配置文件</translation>
    </message>
    <message>
        <source>Regions and rules. May be edited with any editor and kept in Git; never holds a secret.</source>
        <translation>区域和规则。可用任何编辑器编辑并纳入 Git；从不包含机密。</translation>
    </message>
    <message>
        <source>State folder</source>
        <translation>状态文件夹</translation>
    </message>
    <message>
        <source>State folder, %1</source>
        <translation>状态文件夹，%1</translation>
    </message>
    <message>
        <source>History, journal of jobs, and what was pulled and not written yet.</source>
        <translation>历史记录、任务日志，以及已拉取但尚未写入的内容。</translation>
    </message>
</context>
<context>
    <name>Plan</name>
    <message>
        <source>1 tag</source>
        <translation>1 个标签</translation>
    </message>
    <message>
        <source>%1 tags</source>
        <translation>%1 个标签</translation>
    </message>
    <message>
        <source>%1 will point to other content than today</source>
        <translation>%1将指向与现在不同的内容</translation>
    </message>
    <message>
        <source>%1 cannot be read and will be left out</source>
        <translation>%1无法读取，将被跳过</translation>
    </message>
    <message>
        <source>%1 to copy, %2 unchanged</source>
        <translation>%1 个待复制，%2 个未变</translation>
    </message>
    <message>
        <source>Nothing to do: %1 equal everywhere</source>
        <translation>无需操作：%1在各处一致</translation>
    </message>
    <message>
        <source>%1 matched, %2 copies to make</source>
        <translation>匹配%1，需复制 %2 份</translation>
    </message>
    <message>
        <source>, %1 replace what is there</source>
        <translation>，其中 %1 个将覆盖现有内容</translation>
    </message>
    <message>
        <source>about %1</source>
        <comment>time</comment>
        <translation>约 %1</translation>
    </message>
    <message>
        <source>shares its manifest with %1</source>
        <translation>与 %1 共用清单</translation>
    </message>
    <message>
        <source>is part of %1</source>
        <translation>属于 %1</translation>
    </message>
    <message>
        <source>%1 platform images go with it</source>
        <translation>连带 %1 个平台镜像</translation>
    </message>
    <message>
        <source>%1 signatures and other referrers lose it</source>
        <translation>%1 个签名等引用失去对象</translation>
    </message>
    <message>
        <source>is deleted now</source>
        <translation>即将删除</translation>
    </message>
    <message>
        <source>not before %1</source>
        <comment>day and time</comment>
        <translation>%1 之后才删除</translation>
    </message>
    <message>
        <source>%1 deleted</source>
        <translation>删除 %1</translation>
    </message>
    <message>
        <source>%1 in quarantine</source>
        <translation>隔离中 %1</translation>
    </message>
    <message>
        <source>%1 held back</source>
        <translation>暂缓 %1</translation>
    </message>
    <message>
        <source>Indexes are rewritten to the chosen platforms: their digests differ from the source&apos;s, and signatures of the originals do not match them. Pull by tag, or by the digests of the targets.</source>
        <translation>索引改写为所选平台：摘要与源不同，原签名与之不符。请按标签拉取，或使用目标处的摘要。</translation>
    </message>
    <message>
        <source>Indexes keep their digests and signatures. Platforms that the rule leaves out cannot be pulled from the targets.</source>
        <translation>索引保持摘要和签名。规则未选的平台无法从目标拉取。</translation>
    </message>
    <message>
        <source>1 blob</source>
        <translation>1 个数据块</translation>
    </message>
    <message>
        <source>%1 blobs</source>
        <translation>%1 个数据块</translation>
    </message>
    <message>
        <source>1 request</source>
        <translation>1 个请求</translation>
    </message>
    <message>
        <source>%1 requests</source>
        <translation>%1 个请求</translation>
    </message>
</context>
<context>
    <name>PlanReview</name>
    <message>
        <source>Plan for %1</source>
        <translation>%1 的计划</translation>
    </message>
    <message>
        <source>Nothing has been changed yet.</source>
        <translation>尚未更改任何内容。</translation>
    </message>
    <message>
        <source>Comparing the registries…</source>
        <translation>正在比对镜像仓库…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Read from the source</source>
        <translation>从源读取</translation>
    </message>
    <message>
        <source>Written to targets</source>
        <translation>写入目标</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>预计用时</translation>
    </message>
    <message>
        <source>Everything is in place. There is nothing to copy.</source>
        <translation>所有内容均已就位，无需复制。</translation>
    </message>
    <message>
        <source>On the command line</source>
        <translation>命令行</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message numerus="yes">
        <source>%n tags are deleted at the targets.</source>
        <translation>
            <numerusform>将在目标处删除 %n 个标签。</numerusform>
        </translation>
    </message>
    <message>
        <source>Good to know</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Tags (%1)</source>
        <translation>标签（%1）</translation>
    </message>
    <message>
        <source>Find a tag</source>
        <translation>查找标签</translation>
    </message>
    <message>
        <source>What becomes of it</source>
        <translation>处理方式</translation>
    </message>
    <message>
        <source>There is no better place for the engine that is known.</source>
        <translation>没有已知的更合适的引擎位置。</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>复制为命令</translation>
    </message>
    <message>
        <source>Save and run it</source>
        <translation>保存并运行</translation>
    </message>
    <message>
        <source>Run it</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>is copied</source>
        <translation>将复制</translation>
    </message>
    <message>
        <source>is replaced</source>
        <translation>将替换</translation>
    </message>
    <message>
        <source>is deleted</source>
        <translation>将删除</translation>
    </message>
    <message>
        <source>in quarantine</source>
        <translation>隔离中</translation>
    </message>
    <message>
        <source>held back</source>
        <translation>暂不执行</translation>
    </message>
    <message>
        <source>stays rolled back</source>
        <translation>保持回滚状态</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>Their manifests are saved, and they can be brought back on the page Consistency while the registries keep their blobs.</source>
        <translation>其清单已保存；只要镜像仓库仍保留数据块，就可以在“一致性”页面恢复。</translation>
    </message>
    <message>
        <source>Delete them and run</source>
        <translation>删除并运行</translation>
    </message>
</context>
<context>
    <name>PlanTags</name>
    <message>
        <source>Image</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>What becomes of it</source>
        <translation>处理方式</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据量</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>No tag fits</source>
        <translation>没有符合条件的标签</translation>
    </message>
    <message>
        <source>No tag changes</source>
        <translation>没有标签变化</translation>
    </message>
    <message>
        <source>is copied</source>
        <translation>将复制</translation>
    </message>
    <message>
        <source>is replaced</source>
        <translation>将替换</translation>
    </message>
    <message>
        <source>is deleted</source>
        <translation>将删除</translation>
    </message>
    <message>
        <source>in quarantine</source>
        <translation>隔离中</translation>
    </message>
    <message>
        <source>held back</source>
        <translation>暂不执行</translation>
    </message>
    <message>
        <source>stays rolled back</source>
        <translation>保持回滚状态</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>the source has it no more</source>
        <translation>源中已不存在</translation>
    </message>
    <message>
        <source>not before %1</source>
        <comment>day and time</comment>
        <translation>不早于 %1</translation>
    </message>
    <message>
        <source>was %1</source>
        <comment>digest</comment>
        <translation>原为 %1</translation>
    </message>
    <message>
        <source>until the source has something newer, or somebody syncs by hand</source>
        <translation>直到源中有更新的内容，或有人手动同步</translation>
    </message>
</context>
<context>
    <name>PlanTarget</name>
    <message>
        <source>To write: %1</source>
        <translation>待写入：%1</translation>
    </message>
    <message>
        <source>mounted %1</source>
        <translation>挂载 %1</translation>
    </message>
    <message>
        <source>already there %1</source>
        <translation>已存在 %1</translation>
    </message>
</context>
<context>
    <name>Presences</name>
    <message>
        <source>The engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>%1 (process %2)</source>
        <translation>%1（进程 %2）</translation>
    </message>
    <message>
        <source>%1 does not answer. The last picture stays, and this window tries again by itself.</source>
        <translation>%1 没有应答。画面停留在最后一次的状态，本窗口会自行重试。</translation>
    </message>
</context>
<context>
    <name>Prewarm</name>
    <message>
        <source>about %1</source>
        <comment>time</comment>
        <translation>约 %1</translation>
    </message>
    <message>
        <source>The source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Not looked at yet</source>
        <translation>尚未查看</translation>
    </message>
    <message>
        <source>Does not answer</source>
        <translation>没有应答</translation>
    </message>
    <message>
        <source>Has it all</source>
        <translation>已全部拥有</translation>
    </message>
    <message>
        <source>Lacks %1</source>
        <translation>缺 %1</translation>
    </message>
    <message>
        <source>Lacks only the tag</source>
        <translation>只缺标签</translation>
    </message>
    <message>
        <source>Another image stands under this tag there; it is replaced</source>
        <translation>那里此标签下是另一个镜像；它将被替换</translation>
    </message>
    <message>
        <source>It is there now</source>
        <translation>已送达</translation>
    </message>
    <message>
        <source>Had it already</source>
        <translation>原本就有</translation>
    </message>
    <message>
        <source>Waits for its turn</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Comparing</source>
        <translation>正在比对</translation>
    </message>
    <message>
        <source>Content is there, the tag follows</source>
        <translation>内容已送达，接着设置标签</translation>
    </message>
    <message>
        <source>Copying %1</source>
        <translation>正在复制 %1</translation>
    </message>
    <message>
        <source>%1 left</source>
        <comment>time</comment>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>Every region that answers has it all.</source>
        <translation>所有应答的区域都已全部拥有。</translation>
    </message>
    <message>
        <source>Choose a region.</source>
        <translation>请选择一个区域。</translation>
    </message>
    <message>
        <source>1 region</source>
        <translation>1 个区域</translation>
    </message>
    <message>
        <source>%1 regions</source>
        <translation>%1 个区域</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <comment>bytes, regions</comment>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>Everything is in place.</source>
        <translation>全部就位。</translation>
    </message>
    <message>
        <source>Some regions have it, others do not.</source>
        <translation>部分区域已有，其余没有。</translation>
    </message>
    <message>
        <source>It did not work.</source>
        <translation>没有成功。</translation>
    </message>
    <message>
        <source>Cancelled. What was copied stays, so that another try goes on from there.</source>
        <translation>已取消。已复制的内容会保留，再次尝试时从那里继续。</translation>
    </message>
    <message>
        <source>Interrupted. It goes on when the engine starts again.</source>
        <translation>已中断。引擎再次启动时会继续。</translation>
    </message>
</context>
<context>
    <name>PrewarmEntry</name>
    <message>
        <source>Another image</source>
        <translation>另一个镜像</translation>
    </message>
    <message>
        <source>Repository or image, such as base/alpine:3.20</source>
        <translation>仓库或镜像，例如 base/alpine:3.20</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>Nothing known fits; Enter takes what is typed.</source>
        <translation>没有已知的匹配项；按回车采用输入的内容。</translation>
    </message>
</context>
<context>
    <name>PrewarmSheet</name>
    <message>
        <source>Prewarm</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>Images are in the regions before anybody pulls them.</source>
        <translation>在有人拉取之前，镜像已在各区域就位。</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Platforms</source>
        <translation>平台</translation>
    </message>
    <message>
        <source>All of them, unless you choose some.</source>
        <translation>不选择则为全部平台。</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Comparing the registries</source>
        <translation>正在比较镜像仓库</translation>
    </message>
    <message>
        <source>Type to search the catalogue, choose a tag, and every region that lacks the image is offered.</source>
        <translation>输入以搜索目录，选择一个标签，缺少该镜像的区域会自动选中。</translation>
    </message>
    <message>
        <source>On the command line</source>
        <translation>命令行</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Show the job</source>
        <translation>查看任务</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新查看</translation>
    </message>
    <message>
        <source>Prewarm now</source>
        <translation>立即预热</translation>
    </message>
</context>
<context>
    <name>PromotionCard</name>
    <message>
        <source>Promotion</source>
        <translation>发布</translation>
    </message>
    <message>
        <source>first to last: %1</source>
        <translation>首末间隔：%1</translation>
    </message>
    <message>
        <source>Decide…</source>
        <translation>决定…</translation>
    </message>
    <message>
        <source>Roll back</source>
        <translation>回滚</translation>
    </message>
</context>
<context>
    <name>Promotions</name>
    <message>
        <source>Staging</source>
        <translation>就位</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>Flipping</source>
        <translation>切换</translation>
    </message>
    <message>
        <source>Observing</source>
        <translation>观察</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Rolled back</source>
        <translation>已回滚</translation>
    </message>
    <message>
        <source>Conflict</source>
        <translation>冲突</translation>
    </message>
    <message>
        <source>Given up</source>
        <translation>已放弃</translation>
    </message>
    <message>
        <source>Mixed</source>
        <translation>不一致</translation>
    </message>
    <message>
        <source>Images go to all regions by digest; no tag has changed.</source>
        <translation>镜像按摘要送往所有区域；尚未更改标签。</translation>
    </message>
    <message>
        <source>Every region is checked for completeness; no tag has changed.</source>
        <translation>正在检查每个区域是否完整；尚未更改标签。</translation>
    </message>
    <message>
        <source>A region does not answer. Its turn is waited for.</source>
        <translation>有区域无应答，正在等待。</translation>
    </message>
    <message>
        <source>Tags are being set.</source>
        <translation>正在设置标签。</translation>
    </message>
    <message>
        <source>The wave has the new images; the others follow.</source>
        <translation>这一批已是新镜像；其余随后。</translation>
    </message>
    <message>
        <source>New everywhere but in %1, which lags behind.</source>
        <translation>除落后的 %1 外，处处已是新镜像。</translation>
    </message>
    <message>
        <source>The new images are in all regions.</source>
        <translation>所有区域都已是新镜像。</translation>
    </message>
    <message>
        <source>All tags are what they were before.</source>
        <translation>所有标签已恢复原样。</translation>
    </message>
    <message>
        <source>Somebody else has set tags in a region. No tag was changed; decide what happens.</source>
        <translation>有区域的标签被他人设置过。未更改任何标签；请决定如何处理。</translation>
    </message>
    <message>
        <source>It was given up before any tag was set.</source>
        <translation>在设置任何标签之前已放弃。</translation>
    </message>
    <message>
        <source>Regions are not the same: some tags are new in some regions only.</source>
        <translation>各区域不一致：部分标签只在部分区域是新的。</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Wave %1</source>
        <translation>第 %1 批</translation>
    </message>
    <message>
        <source>staged %1</source>
        <comment>3 of 4</comment>
        <translation>就位 %1</translation>
    </message>
    <message>
        <source>set %1</source>
        <comment>3 of 4</comment>
        <translation>已设置 %1</translation>
    </message>
    <message>
        <source>Left out because it was down</source>
        <translation>因无应答被跳过</translation>
    </message>
    <message>
        <source>until %1, %2 left</source>
        <comment>time, length of time</comment>
        <translation>至 %1，还剩 %2</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <comment>milliseconds</comment>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>%1: regions are not the same. Some tags are new in some regions only.</source>
        <translation>%1：各区域不一致。部分标签只在部分区域是新的。</translation>
    </message>
    <message>
        <source>%1: somebody else has set %2 tags. Nothing was changed; decide what happens.</source>
        <translation>%1：%2 个标签被他人设置过。未更改任何内容；请决定如何处理。</translation>
    </message>
    <message>
        <source>%1: %2 lags behind the other regions.</source>
        <translation>%1：%2 落后于其他区域。</translation>
    </message>
    <message>
        <source>%1: somebody else has set a tag. Nothing was changed; decide what happens.</source>
        <translation>%1：有 1 个标签被他人设置过。未更改任何内容；请决定如何处理。</translation>
    </message>
</context>
<context>
    <name>QuitDialog</name>
    <message numerus="yes">
        <source>%n jobs have not ended</source>
        <translation>
            <numerusform>有 %n 个任务尚未结束</numerusform>
        </translation>
    </message>
    <message>
        <source>When Meridian quits they stop where they are. All that was written counts: they go on from there at the next start.</source>
        <translation>Meridian 退出时任务会停在当前位置。已写入的内容都有效：下次启动时从那里继续。</translation>
    </message>
    <message>
        <source>Do the same next time; Settings change it</source>
        <translation>下次同样处理；可在设置中更改</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Keep running in the tray</source>
        <translation>在托盘中继续运行</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Overview</source>
        <translation>总览</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Consistency</source>
        <translation>一致性</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>指南</translation>
    </message>
</context>
<context>
    <name>RegionAbility</name>
    <message>
        <source>What its registry can do</source>
        <translation>镜像仓库的能力</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Probe again</source>
        <translation>重新探测</translation>
    </message>
    <message>
        <source>Probe</source>
        <translation>探测</translation>
    </message>
    <message>
        <source>Not probed yet: the ways are taken that every registry should know. A probe finds the fast ones; it writes two small blobs to meridian/probe.</source>
        <translation>尚未探测：使用每个镜像仓库都应支持的方式。探测可找到更快的方式；它会向 meridian/probe 写入两个小数据块。</translation>
    </message>
</context>
<context>
    <name>RegionCheckSteps</name>
    <message>
        <source>Testing…</source>
        <translation>正在测试…</translation>
    </message>
</context>
<context>
    <name>RegionDay</name>
    <message>
        <source>Last 24 hours</source>
        <translation>过去 24 小时</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>已写入</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Success</source>
        <translation>成功率</translation>
    </message>
    <message>
        <source>Time per image, p95</source>
        <translation>每个镜像耗时 p95</translation>
    </message>
    <message>
        <source>Nothing in the last 24 hours</source>
        <translation>过去 24 小时没有动静</translation>
    </message>
</context>
<context>
    <name>RegionEditor</name>
    <message>
        <source>Add region</source>
        <translation>添加区域</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>编辑 %1</translation>
    </message>
    <message>
        <source>Written to %1</source>
        <translation>写入 %1</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Images are pushed here; rules copy from it.</source>
        <translation>镜像推送到这里，规则从这里复制。</translation>
    </message>
    <message>
        <source>Holds copies that rules bring here.</source>
        <translation>保存由规则复制来的副本。</translation>
    </message>
    <message>
        <source>Primary</source>
        <translation>主区域</translation>
    </message>
    <message>
        <source>Replica</source>
        <translation>副本</translation>
    </message>
    <message>
        <source>Registry address</source>
        <translation>镜像仓库地址</translation>
    </message>
    <message>
        <source>Credential</source>
        <translation>凭据</translation>
    </message>
    <message>
        <source>none: sign in as nobody</source>
        <translation>无：匿名访问</translation>
    </message>
    <message>
        <source>The name of a stored entry. The fleet file holds this name, never the password.</source>
        <translation>已保存凭据的名称。配置文件只记录名称，不含密码。</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户名</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>保持不变</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>CA certificate</source>
        <translation>CA 证书</translation>
    </message>
    <message>
        <source>none: the system&apos;s authorities</source>
        <translation>无：使用系统证书</translation>
    </message>
    <message>
        <source>A PEM file, for a registry whose certificate comes from a private authority.</source>
        <translation>PEM 文件，用于由私有 CA 签发证书的镜像仓库。</translation>
    </message>
    <message>
        <source>Latitude</source>
        <translation>纬度</translation>
    </message>
    <message>
        <source>Longitude</source>
        <translation>经度</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Kept in memory only</source>
        <translation>仅保存在内存中</translation>
    </message>
    <message>
        <source>Requests per second</source>
        <translation>每秒请求数</translation>
    </message>
    <message>
        <source>Requests at once</source>
        <translation>并发请求数</translation>
    </message>
    <message>
        <source>For all bytes from and to this registry: 40 Mbit/s, 5 MB/s, off. A window has a limit of its own.</source>
        <translation>适用于进出此镜像仓库的全部数据：40 Mbit/s、5 MB/s、off。每个时段可以有自己的上限。</translation>
    </message>
    <message>
        <source>set by itself</source>
        <translation>自动调节</translation>
    </message>
</context>
<context>
    <name>RegionFacts</name>
    <message>
        <source>unlimited</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>nothing may move</source>
        <translation>禁止传输</translation>
    </message>
    <message>
        <source>%1, until %2</source>
        <comment>limit, time</comment>
        <translation>%1，直到 %2</translation>
    </message>
    <message>
        <source>Bandwidth now</source>
        <translation>当前带宽</translation>
    </message>
    <message>
        <source>Requests a second</source>
        <translation>每秒请求数</translation>
    </message>
    <message>
        <source>as the registry allows</source>
        <translation>由镜像仓库决定</translation>
    </message>
    <message>
        <source>Requests at once</source>
        <translation>并发请求数</translation>
    </message>
    <message>
        <source>Held back</source>
        <translation>受限于</translation>
    </message>
    <message>
        <source>by nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>every day</source>
        <translation>每天</translation>
    </message>
    <message>
        <source>Monday to Friday</source>
        <translation>周一至周五</translation>
    </message>
    <message>
        <source>%1 %2–%3 %4</source>
        <comment>days, from, to, zone</comment>
        <translation>%1 %2–%3 %4</translation>
    </message>
    <message>
        <source>otherwise</source>
        <translation>其他时间</translation>
    </message>
    <message>
        <source>to %1</source>
        <translation>到 %1</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>来自 %1</translation>
    </message>
    <message>
        <source>%1° S</source>
        <translation>南纬 %1°</translation>
    </message>
    <message>
        <source>%1° N</source>
        <translation>北纬 %1°</translation>
    </message>
    <message>
        <source>%1° W</source>
        <translation>西经 %1°</translation>
    </message>
    <message>
        <source>%1° E</source>
        <translation>东经 %1°</translation>
    </message>
    <message>
        <source>Its tags differ from their source. Sync to bring them in line, or look at the differences under Consistency.</source>
        <translation>其标签与源不一致。同步即可对齐，也可在“一致性”中查看差异。</translation>
    </message>
    <message>
        <source>Not looked at since the start. A check asks its registry now.</source>
        <translation>启动后尚未检查。点击检查会立即询问其镜像仓库。</translation>
    </message>
    <message>
        <source>The registry asks for a login and none is set. Name a credential for it.</source>
        <translation>镜像仓库要求登录，但未设置凭据。请为其指定凭据。</translation>
    </message>
    <message>
        <source>Check the user name and password of the credential %1.</source>
        <translation>请检查凭据 %1 的用户名和密码。</translation>
    </message>
    <message>
        <source>Give its credential the right to read, and for a replica to write.</source>
        <translation>请授予其凭据读取权限；副本还需要写入权限。</translation>
    </message>
    <message>
        <source>Check the host name in the registry&apos;s address.</source>
        <translation>请检查镜像仓库地址中的主机名。</translation>
    </message>
    <message>
        <source>Check that the registry runs and that its port is open; then check again.</source>
        <translation>请确认镜像仓库正在运行且端口已开放，然后再次检查。</translation>
    </message>
    <message>
        <source>The line or the registry is overloaded or down. It is tried again by itself.</source>
        <translation>线路或镜像仓库过载或中断。会自动重试。</translation>
    </message>
    <message>
        <source>Name the certificate of its authority (CA) for this region, if you trust it.</source>
        <translation>如果您信任它，请为该区域指定其颁发机构 (CA) 的证书。</translation>
    </message>
    <message>
        <source>Copying goes on when the registry lets it. Fewer requests a second for this region avoid the stop.</source>
        <translation>镜像仓库允许后会继续复制。降低该区域的每秒请求数可避免中断。</translation>
    </message>
    <message>
        <source>Look into the registry&apos;s own log; it is tried again by itself.</source>
        <translation>请查看镜像仓库自身的日志；会自动重试。</translation>
    </message>
    <message>
        <source>Check that the address is a registry&apos;s and not a portal&apos;s in front of it.</source>
        <translation>请确认该地址属于镜像仓库，而不是其前面的门户。</translation>
    </message>
    <message>
        <source>Free room at the registry&apos;s storage, then sync again.</source>
        <translation>请清理镜像仓库的存储空间，然后再次同步。</translation>
    </message>
    <message>
        <source>anonymous</source>
        <translation>匿名</translation>
    </message>
    <message>
        <source>the system&apos;s authorities</source>
        <translation>系统信任的颁发机构</translation>
    </message>
    <message>
        <source>not checked yet</source>
        <translation>尚未检查</translation>
    </message>
    <message>
        <source>%1 of %2 tags</source>
        <translation>%1 / %2 个标签</translation>
    </message>
    <message>
        <source>as many as help</source>
        <translation>按需</translation>
    </message>
</context>
<context>
    <name>RegionFilter</name>
    <message>
        <source>Name, address or state of a region</source>
        <translation>区域名称、地址或状态</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>All states</source>
        <translation>所有状态</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>All roles</source>
        <translation>所有角色</translation>
    </message>
    <message>
        <source>Primary</source>
        <translation>主区域</translation>
    </message>
    <message>
        <source>Replica</source>
        <translation>副本</translation>
    </message>
    <message>
        <source>%1 of %2 regions</source>
        <translation>%2 个区域中的 %1 个</translation>
    </message>
    <message>
        <source>Regions: %1</source>
        <translation>区域：%1</translation>
    </message>
</context>
<context>
    <name>RegionHead</name>
    <message>
        <source>Edit region</source>
        <translation>编辑区域</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>立即检查</translation>
    </message>
    <message>
        <source>Sync to here</source>
        <translation>同步到此处</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Prewarm</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>移除 %1</translation>
    </message>
    <message>
        <source>Into it now</source>
        <translation>当前流入</translation>
    </message>
    <message>
        <source>Out of it now</source>
        <translation>当前流出</translation>
    </message>
    <message>
        <source>Consistency</source>
        <translation>一致性</translation>
    </message>
    <message>
        <source>As its source</source>
        <translation>与源一致</translation>
    </message>
    <message>
        <source>Last in sync</source>
        <translation>上次一致</translation>
    </message>
    <message>
        <source>Last check</source>
        <translation>上次检查</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Credential</source>
        <translation>凭据</translation>
    </message>
    <message>
        <source>Trusts</source>
        <translation>信任</translation>
    </message>
</context>
<context>
    <name>RegionJobs</name>
    <message>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>All jobs</source>
        <translation>全部任务</translation>
    </message>
    <message>
        <source>No job has touched it yet.</source>
        <translation>还没有任务涉及它。</translation>
    </message>
</context>
<context>
    <name>RegionLinks</name>
    <message>
        <source>Link</source>
        <translation>链路</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>速率</translation>
    </message>
    <message>
        <source>Waiting blobs</source>
        <translation>等待的数据块</translation>
    </message>
    <message>
        <source>p95</source>
        <translation>p95</translation>
    </message>
    <message>
        <source>Failed, 24 h</source>
        <translation>24 小时失败</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>链路</translation>
    </message>
    <message>
        <source>No rule copies from it or to it</source>
        <translation>没有规则从它复制或复制到它</translation>
    </message>
</context>
<context>
    <name>RegionPage</name>
    <message>
        <source>Region</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Sync to here</source>
        <translation>同步到此处</translation>
    </message>
    <message>
        <source>There is no such region</source>
        <translation>没有这个区域</translation>
    </message>
    <message>
        <source>It may have been removed or been given another id.</source>
        <translation>它可能已被移除或更换了 ID。</translation>
    </message>
    <message>
        <source>All regions</source>
        <translation>所有区域</translation>
    </message>
    <message>
        <source>Budgets</source>
        <translation>限额</translation>
    </message>
    <message>
        <source>Bandwidth windows</source>
        <translation>带宽时段</translation>
    </message>
</context>
<context>
    <name>RegionProfile</name>
    <message>
        <source>What %1 can do</source>
        <translation>%1 支持的功能</translation>
    </message>
    <message>
        <source>Probing…</source>
        <translation>正在探测…</translation>
    </message>
    <message>
        <source>Never probed</source>
        <translation>从未探测</translation>
    </message>
    <message>
        <source>Uploads are begun, cut and thrown away, and two small blobs are written to meridian/probe. It takes seconds, on a bad line some minutes.</source>
        <translation>会开始、中断并丢弃若干上传，并向 meridian/probe 写入两个小数据块。通常只需几秒，线路差时需要几分钟。</translation>
    </message>
    <message>
        <source>Nothing is known yet</source>
        <translation>尚无已知信息</translation>
    </message>
    <message>
        <source>Registries differ in what they can do. Until this one has been probed, the ways are taken that every registry should know; a probe finds the fast ones.</source>
        <translation>各镜像仓库支持的功能不同。探测之前只使用每个镜像仓库都应支持的方式；探测能找出更快的方式。</translation>
    </message>
    <message>
        <source>Why some of it is not known</source>
        <translation>为何部分功能未知</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Probe again</source>
        <translation>重新探测</translation>
    </message>
    <message>
        <source>Probe</source>
        <translation>探测</translation>
    </message>
</context>
<context>
    <name>RegionRemover</name>
    <message>
        <source>Remove %1?</source>
        <translation>要移除 %1 吗？</translation>
    </message>
    <message>
        <source>These rules copy from it or to it and lose it. The images in its registry stay where they are.</source>
        <translation>以下规则以它为源或目标，将失去它。其镜像仓库中的镜像保持不变。</translation>
    </message>
    <message>
        <source>No rule uses it. The images in its registry stay where they are.</source>
        <translation>没有规则使用它。其镜像仓库中的镜像保持不变。</translation>
    </message>
    <message>
        <source>Remove region</source>
        <translation>移除区域</translation>
    </message>
</context>
<context>
    <name>RegionRow</name>
    <message>
        <source>anonymous</source>
        <translation>匿名</translation>
    </message>
    <message>
        <source>credential %1</source>
        <translation>凭据 %1</translation>
    </message>
    <message>
        <source>Test connection to %1</source>
        <translation>测试与 %1 的连接</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>编辑 %1</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>移除 %1</translation>
    </message>
    <message>
        <source>What %1 can do</source>
        <translation>%1 支持的功能</translation>
    </message>
</context>
<context>
    <name>RegionRules</name>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>No rule uses it yet</source>
        <translation>还没有规则使用它</translation>
    </message>
    <message>
        <source>All rules</source>
        <translation>所有规则</translation>
    </message>
</context>
<context>
    <name>RegionTable</name>
    <message>
        <source>Region</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Last sync</source>
        <translation>上次同步</translation>
    </message>
    <message>
        <source>Consistency</source>
        <translation>一致性</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>吞吐量</translation>
    </message>
    <message>
        <source>Last 60 s</source>
        <translation>最近 60 秒</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>No regions yet</source>
        <translation>还没有区域</translation>
    </message>
</context>
<context>
    <name>RegionsPage</name>
    <message>
        <source>Regions</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Registries that take part, and where they stand</source>
        <translation>参与同步的镜像仓库及其当前状态</translation>
    </message>
    <message>
        <source>Add region</source>
        <translation>添加区域</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Registry</source>
        <translation>镜像仓库</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Consistency</source>
        <translation>一致性</translation>
    </message>
    <message>
        <source>No regions yet</source>
        <translation>还没有区域</translation>
    </message>
    <message>
        <source>A region is a registry with a place on the map. The guided set-up finds them with you and tests each one.</source>
        <translation>区域是地图上有位置的镜像仓库。设置向导会与您一起找到它们并逐一测试。</translation>
    </message>
    <message>
        <source>Set up a mirror</source>
        <translation>设置镜像同步</translation>
    </message>
    <message>
        <source>No region matches</source>
        <translation>没有匹配的区域</translation>
    </message>
    <message>
        <source>None of the regions is what the filter asks for.</source>
        <translation>没有区域符合筛选条件。</translation>
    </message>
    <message>
        <source>Show all regions</source>
        <translation>显示所有区域</translation>
    </message>
</context>
<context>
    <name>ReleaseDialog</name>
    <message>
        <source>Roll back %1?</source>
        <translation>回滚 %1？</translation>
    </message>
    <message>
        <source>Promote %1 now?</source>
        <translation>立即发布 %1？</translation>
    </message>
    <message>
        <source>The tags that the last promotion set go back to the images they had before, in all these regions. Nothing is deleted: it can be promoted again.</source>
        <translation>上次发布设置的标签在以下区域全部恢复为之前的镜像。不删除任何内容：可以再次发布。</translation>
    </message>
    <message>
        <source>Images go to all these regions by digest first. When they are complete everywhere, the tags are set in all of them, whatever the rule says otherwise.</source>
        <translation>镜像先按摘要送往以下所有区域。处处完整后，无论规则如何设定，都在所有区域设置标签。</translation>
    </message>
    <message>
        <source>Roll back</source>
        <translation>回滚</translation>
    </message>
    <message>
        <source>Promote now</source>
        <translation>立即发布</translation>
    </message>
</context>
<context>
    <name>ReportChooser</name>
    <message>
        <source>Export the report</source>
        <translation>导出报告</translation>
    </message>
    <message>
        <source>Web page (*.html)</source>
        <translation>网页 (*.html)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
</context>
<context>
    <name>RuleActions</name>
    <message>
        <source>Plan</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>Shows what would move. Changes nothing.</source>
        <translation>显示将传输的内容，不做任何更改。</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>立即同步</translation>
    </message>
    <message>
        <source>Decide…</source>
        <translation>决定…</translation>
    </message>
    <message>
        <source>Promote %1 now</source>
        <translation>立即发布 %1</translation>
    </message>
    <message>
        <source>Roll back %1</source>
        <translation>回滚 %1</translation>
    </message>
    <message>
        <source>Nothing to roll back</source>
        <translation>没有可回滚的内容</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>编辑 %1</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>移除 %1</translation>
    </message>
    <message>
        <source>Duplicate %1</source>
        <translation>复制规则 %1</translation>
    </message>
</context>
<context>
    <name>RuleAudit</name>
    <message>
        <source>Audit</source>
        <translation>审计</translation>
    </message>
    <message>
        <source>What is compared</source>
        <translation>比较内容</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Which digest each tag has in each region.</source>
        <translation>每个标签在各区域的摘要。</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>And that all manifests and blobs are there.</source>
        <translation>以及所有清单和 blob 是否齐全。</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>抽样</translation>
    </message>
    <message>
        <source>And some of the blobs are read and hashed.</source>
        <translation>并读取部分 blob 计算哈希。</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>And all blobs are read and hashed: as much traffic as copying everything once.</source>
        <translation>并读取所有 blob 计算哈希：流量相当于全部复制一次。</translation>
    </message>
    <message>
        <source>Percent of the blobs</source>
        <translation>blob 百分比</translation>
    </message>
    <message>
        <source>At times (minute, hour, day, month, weekday)</source>
        <translation>定时（分 时 日 月 星期）</translation>
    </message>
    <message>
        <source>Time zone of these</source>
        <translation>以上所用时区</translation>
    </message>
    <message>
        <source>Repair what is found</source>
        <translation>修复发现的问题</translation>
    </message>
</context>
<context>
    <name>RuleCode</name>
    <message>
        <source>In the fleet file</source>
        <translation>配置文件内容</translation>
    </message>
    <message numerus="yes">
        <source>%n mistakes</source>
        <translation>
            <numerusform>%n 个错误</numerusform>
        </translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>有效</translation>
    </message>
    <message>
        <source>Copy the JSON</source>
        <translation>复制 JSON</translation>
    </message>
    <message>
        <source>Copy as command: %1</source>
        <translation>复制为命令：%1</translation>
    </message>
    <message>
        <source>The rule as JSON</source>
        <translation>JSON 格式的规则</translation>
    </message>
    <message>
        <source>Line %1, column %2: %3</source>
        <translation>第 %1 行第 %2 列：%3</translation>
    </message>
    <message>
        <source>The form waits until the JSON can be read.</source>
        <translation>JSON 可读之前表单保持不变。</translation>
    </message>
    <message>
        <source>Back to the form</source>
        <translation>回到表单</translation>
    </message>
</context>
<context>
    <name>RuleDeletes</name>
    <message>
        <source>Deletes</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete at the targets what the source no longer has</source>
        <translation>在目标处删除源已没有的内容</translation>
    </message>
    <message>
        <source>Missed for at least</source>
        <translation>至少缺失</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>立即</translation>
    </message>
    <message>
        <source>Stop above (% of a target&apos;s tags)</source>
        <translation>超过时停止（占目标标签的 %）</translation>
    </message>
    <message>
        <source>The plan shows what would go. Manifests are saved first: a tag can be brought back while the registry keeps its blobs.</source>
        <translation>计划会显示将删除的内容。清单会先保存：只要镜像仓库还保留 blob，标签就能恢复。</translation>
    </message>
</context>
<context>
    <name>RuleEditor</name>
    <message>
        <source>Add rule</source>
        <translation>添加规则</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>编辑 %1</translation>
    </message>
    <message>
        <source>Written to %1</source>
        <translation>写入 %1</translation>
    </message>
    <message>
        <source>Repositories</source>
        <translation>仓库</translation>
    </message>
    <message>
        <source>Names with * and ?. A ! in front leaves out, re: in front is a regular expression. Enter adds one.</source>
        <translation>名称可含 * 和 ?；以 ! 开头表示排除，以 re: 开头表示正则表达式。按 Enter 添加。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Kept in memory only</source>
        <translation>仅保存在内存中</translation>
    </message>
    <message>
        <source>For all that this rule moves: 40 Mbit/s, 5 MB/s, off. A window has a limit of its own.</source>
        <translation>适用于此规则传输的全部数据：40 Mbit/s、5 MB/s、off。每个时段可以有自己的上限。</translation>
    </message>
    <message>
        <source>Bandwidth</source>
        <translation>带宽</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>Shows what this rule would move, before it is saved</source>
        <translation>在保存之前显示此规则将传输的内容</translation>
    </message>
    <message>
        <source>Discard the new rule?</source>
        <translation>放弃新规则？</translation>
    </message>
    <message>
        <source>Discard the changes to %1?</source>
        <translation>放弃对 %1 的更改？</translation>
    </message>
    <message>
        <source>What was written here is not saved anywhere.</source>
        <translation>这里填写的内容尚未保存到任何地方。</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
</context>
<context>
    <name>RuleImport</name>
    <message>
        <source>Import a set-up</source>
        <translation>导入其他工具的配置</translation>
    </message>
    <message>
        <source>Nothing is changed before you add it. Secrets are not taken along.</source>
        <translation>添加之前不会改动任何内容。密钥不会一并导入。</translation>
    </message>
    <message>
        <source>Made for</source>
        <translation>来源工具</translation>
    </message>
    <message>
        <source>Harbor (replication policies as JSON)</source>
        <translation>Harbor（JSON 格式的复制策略）</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Registry that the file does not name</source>
        <translation>文件中未写明的仓库</translation>
    </message>
    <message>
        <source>Where skopeo copies to, Harbor&apos;s own, image-syncer&apos;s default</source>
        <translation>skopeo 的目标、Harbor 自身、image-syncer 的默认仓库</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>未导入</translation>
    </message>
    <message>
        <source>To know</source>
        <translation>须知</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Add to the fleet</source>
        <translation>添加到配置</translation>
    </message>
</context>
<context>
    <name>RulePlatforms</name>
    <message>
        <source>Platforms</source>
        <translation>平台</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Index</source>
        <translation>索引</translation>
    </message>
    <message>
        <source>Keep the index</source>
        <translation>保留索引</translation>
    </message>
    <message>
        <source>Digest and signatures stay true. The platforms left out are missing at the target; a few registries refuse that.</source>
        <translation>摘要和签名保持有效。未选的平台在目标处缺失；少数镜像仓库会拒绝。</translation>
    </message>
    <message>
        <source>Rewrite the index</source>
        <translation>改写索引</translation>
    </message>
    <message>
        <source>An index of the chosen platforms only. It has a digest of its own: signatures of the original do not match it.</source>
        <translation>只含所选平台的索引。它有自己的摘要：原来的签名与之不符。</translation>
    </message>
</context>
<context>
    <name>RulePreview</name>
    <message>
        <source>In the fleet file</source>
        <translation>配置文件内容</translation>
    </message>
    <message>
        <source>On the command line</source>
        <translation>命令行</translation>
    </message>
</context>
<context>
    <name>RulePromotion</name>
    <message>
        <source>How tags appear</source>
        <translation>标签如何出现</translation>
    </message>
    <message>
        <source>Each when ready</source>
        <translation>就绪即出现</translation>
    </message>
    <message>
        <source>Each tag appears at each target as soon as its image is complete there.</source>
        <translation>镜像在某目标完整后，标签立即在该处出现。</translation>
    </message>
    <message>
        <source>All or nothing</source>
        <translation>全有或全无</translation>
    </message>
    <message>
        <source>Images go to all targets first, by digest. Only when they are complete everywhere the tags are set, within seconds. Registries cannot do that in one step: the time from the first to the last is measured and told.</source>
        <translation>镜像先按摘要送到所有目标。处处完整后才在数秒内设置标签。镜像仓库无法一步完成：从第一个到最后一个的时间会被测量并告知。</translation>
    </message>
    <message>
        <source>What appears together</source>
        <translation>一起出现的范围</translation>
    </message>
    <message>
        <source>One tag</source>
        <translation>单个标签</translation>
    </message>
    <message>
        <source>Each tag by itself.</source>
        <translation>每个标签各自处理。</translation>
    </message>
    <message>
        <source>All tags of a run</source>
        <translation>一次运行的全部标签</translation>
    </message>
    <message>
        <source>A release of several images: all of its tags or none.</source>
        <translation>由多个镜像组成的发布：标签要么全有要么全无。</translation>
    </message>
    <message>
        <source>When a target does not answer</source>
        <translation>目标无应答时</translation>
    </message>
    <message>
        <source>Wait</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>Waits as long as this, then takes everything back.</source>
        <translation>等待这么久，之后全部撤回。</translation>
    </message>
    <message>
        <source>Go on without it</source>
        <translation>跳过它继续</translation>
    </message>
    <message>
        <source>The others get the tags; it is marked as lagging until it has caught up.</source>
        <translation>其他目标得到标签；它被标为落后，直到赶上。</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Tags that were set already go back to what they were.</source>
        <translation>已设置的标签恢复原样。</translation>
    </message>
    <message>
        <source>When a tag at a target is not what was left there</source>
        <translation>目标处的标签与上次留下的不同时</translation>
    </message>
    <message>
        <source>Stop and ask</source>
        <translation>停止并询问</translation>
    </message>
    <message>
        <source>No tag is set anywhere until somebody has decided.</source>
        <translation>有人决定之前，任何地方都不设置标签。</translation>
    </message>
    <message>
        <source>Overwrite</source>
        <translation>覆盖</translation>
    </message>
    <message>
        <source>The source&apos;s image takes the place of what somebody pushed there.</source>
        <translation>用源的镜像替换别人推送到那里的内容。</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>That tag is left alone in that region; all others are set.</source>
        <translation>该区域的该标签保持不动；其余照常设置。</translation>
    </message>
</context>
<context>
    <name>RuleReferrers</name>
    <message>
        <source>Signatures and other referrers</source>
        <translation>签名与其他引用</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Images only. Signatures, SBOMs and attestations stay at the source.</source>
        <translation>仅镜像。签名、SBOM 和证明留在源处。</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Whatever points to an image goes with it, by the referrers API and by cosign&apos;s tags.</source>
        <translation>指向镜像的内容一并复制，通过 referrers API 和 cosign 标签查找。</translation>
    </message>
    <message>
        <source>Some</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>Only referrers of these artifact types.</source>
        <translation>仅这些制品类型的引用。</translation>
    </message>
    <message>
        <source>Artifact types</source>
        <translation>制品类型</translation>
    </message>
    <message>
        <source>A tag appears only with</source>
        <translation>标签出现的前提</translation>
    </message>
    <message>
        <source>Checked at each target before the tag is set. A tag whose image lacks one of these stays away.</source>
        <translation>设置标签前在每个目标检查。缺少其一的镜像，其标签不会出现。</translation>
    </message>
    <message>
        <source>a signature</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>an SBOM</source>
        <translation>SBOM</translation>
    </message>
    <message>
        <source>an attestation</source>
        <translation>证明</translation>
    </message>
    <message>
        <source>Artifact types that are required</source>
        <translation>必需的制品类型</translation>
    </message>
    <message>
        <source>other artifact types</source>
        <translation>其他制品类型</translation>
    </message>
</context>
<context>
    <name>RuleRemover</name>
    <message>
        <source>Remove rule %1?</source>
        <translation>要移除规则 %1 吗？</translation>
    </message>
    <message>
        <source>Its images are no longer mirrored. What has been copied stays where it is.</source>
        <translation>其镜像将不再同步，已复制的内容保持不变。</translation>
    </message>
    <message>
        <source>Remove rule</source>
        <translation>移除规则</translation>
    </message>
</context>
<context>
    <name>RuleRoute</name>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Copies from</source>
        <translation>复制自</translation>
    </message>
    <message>
        <source>Copies to</source>
        <translation>复制到</translation>
    </message>
</context>
<context>
    <name>RuleRow</name>
    <message>
        <source>Promotion: %1</source>
        <translation>发布：%1</translation>
    </message>
</context>
<context>
    <name>RuleSchedule</name>
    <message>
        <source>When it runs</source>
        <translation>何时运行</translation>
    </message>
    <message>
        <source>When something is pushed to the source</source>
        <translation>源有推送时</translation>
    </message>
    <message>
        <source>At times (minute, hour, day, month, weekday)</source>
        <translation>定时（分 时 日 月 星期）</translation>
    </message>
    <message>
        <source>Time zone of these</source>
        <translation>以上所用时区</translation>
    </message>
    <message>
        <source>Look at everything every</source>
        <translation>全面检查间隔</translation>
    </message>
    <message>
        <source>never, or 12h</source>
        <translation>从不，或 12h</translation>
    </message>
    <message>
        <source>Only within</source>
        <translation>仅限时段</translation>
    </message>
    <message>
        <source>Runs that nobody asked for by hand move nothing outside of these.</source>
        <translation>非手动的运行在这些时段之外不传输任何内容。</translation>
    </message>
    <message>
        <source>Window for runs</source>
        <translation>运行时段</translation>
    </message>
    <message>
        <source>Add window</source>
        <translation>添加时段</translation>
    </message>
</context>
<context>
    <name>RuleTags</name>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Except tags</source>
        <translation>排除标签</translation>
    </message>
    <message>
        <source>Latest by</source>
        <translation>最新依据</translation>
    </message>
    <message>
        <source>Highest versions</source>
        <translation>最高版本</translation>
    </message>
    <message>
        <source>The highest by version numbers; tags without one by their names.</source>
        <translation>按版本号取最高；没有版本号的按名称。</translation>
    </message>
    <message>
        <source>Newest images</source>
        <translation>最新镜像</translation>
    </message>
    <message>
        <source>The newest by the date that the image was created.</source>
        <translation>按镜像创建日期取最新。</translation>
    </message>
</context>
<context>
    <name>RuleWaves</name>
    <message>
        <source>Waves</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>All targets at once.</source>
        <translation>所有目标同时进行。</translation>
    </message>
    <message>
        <source>Then all others: %1</source>
        <translation>然后是其余：%1</translation>
    </message>
    <message>
        <source>Wave %1</source>
        <translation>第 %1 批</translation>
    </message>
    <message>
        <source>Remove wave</source>
        <translation>移除批次</translation>
    </message>
    <message>
        <source>Add wave</source>
        <translation>添加批次</translation>
    </message>
    <message>
        <source>Between two waves, observe for</source>
        <translation>批次之间观察</translation>
    </message>
</context>
<context>
    <name>Rules</name>
    <message>
        <source>Never run</source>
        <translation>尚未运行</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从未</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>tags %1</source>
        <translation>标签 %1</translation>
    </message>
    <message>
        <source>without %1</source>
        <translation>不含 %1</translation>
    </message>
    <message>
        <source>latest %1</source>
        <translation>最新 %1 个</translation>
    </message>
    <message>
        <source>newer than %1</source>
        <translation>不早于 %1</translation>
    </message>
    <message>
        <source>next %1</source>
        <comment>time</comment>
        <translation>下次 %1</translation>
    </message>
</context>
<context>
    <name>RulesPage</name>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>What is mirrored, from where and to where</source>
        <translation>镜像什么、从哪里、到哪里</translation>
    </message>
    <message>
        <source>Add rule</source>
        <translation>添加规则</translation>
    </message>
    <message>
        <source>No rules yet</source>
        <translation>还没有规则</translation>
    </message>
    <message>
        <source>A rule names repositories and tags, the region they come from and the regions that hold a copy.</source>
        <translation>规则指定仓库和标签、来源区域以及保存副本的区域。</translation>
    </message>
    <message>
        <source>A rule copies from one region to another. Add two regions first.</source>
        <translation>规则从一个区域复制到另一个区域。请先添加两个区域。</translation>
    </message>
    <message>
        <source>Add region</source>
        <translation>添加区域</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Find a rule</source>
        <translation>查找规则</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>As in the file</source>
        <translation>按文件顺序</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>按名称</translation>
    </message>
    <message>
        <source>By source</source>
        <translation>按源</translation>
    </message>
    <message>
        <source>By status</source>
        <translation>按状态</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>No rule fits</source>
        <translation>没有符合条件的规则</translation>
    </message>
    <message>
        <source>No rule has this text and this status.</source>
        <translation>没有规则包含此文字并处于此状态。</translation>
    </message>
</context>
<context>
    <name>SearchButton</name>
    <message>
        <source>Find image, rule, region or job</source>
        <translation>查找镜像、规则、区域或任务</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Clear search</source>
        <translation>清除搜索</translation>
    </message>
</context>
<context>
    <name>ServiceBanner</name>
    <message>
        <source>This window does the work: mirroring ends with it. meridiand does it all the time.</source>
        <translation>目前由此窗口执行镜像，关闭即停止。meridiand 可以一直运行。</translation>
    </message>
    <message>
        <source>Hand over…</source>
        <translation>移交…</translation>
    </message>
    <message>
        <source>Do not offer it again</source>
        <translation>不再提示</translation>
    </message>
</context>
<context>
    <name>ServiceCard</name>
    <message>
        <source>Background service</source>
        <translation>后台服务</translation>
    </message>
    <message>
        <source>While the console is open it keeps to schedules itself. meridiand does so all the time, also when nobody is logged in.</source>
        <translation>控制台打开时会自行按计划执行。meridiand 则始终如此，即使无人登录。</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新查看</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>This console on this machine</source>
        <translation>本机上的控制台</translation>
    </message>
</context>
<context>
    <name>SetupChooser</name>
    <message>
        <source>Choose a set-up</source>
        <translation>选择配置文件</translation>
    </message>
    <message>
        <source>Set-ups (*.yml *.yaml *.json)</source>
        <translation>配置文件 (*.yml *.yaml *.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>SetupFooter</name>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
</context>
<context>
    <name>SetupLogin</name>
    <message>
        <source>Login</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Password or token</source>
        <translation>密码或令牌</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
</context>
<context>
    <name>SetupMatches</name>
    <message>
        <source>Looking at what matches…</source>
        <translation>正在查看匹配内容…</translation>
    </message>
</context>
<context>
    <name>SetupPage</name>
    <message>
        <source>From the first registry to the first sync</source>
        <translation>从第一个镜像仓库到首次同步</translation>
    </message>
    <message>
        <source>Set up a mirror</source>
        <translation>设置镜像同步</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>第 %1 步，共 %2 步</translation>
    </message>
</context>
<context>
    <name>SetupPlace</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Frankfurt</source>
        <translation>法兰克福</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>City</source>
        <translation>城市</translation>
    </message>
    <message>
        <source>Search a city</source>
        <translation>搜索城市</translation>
    </message>
    <message>
        <source>World map: a click sets the place</source>
        <translation>世界地图：单击以设置位置</translation>
    </message>
</context>
<context>
    <name>SetupPlan</name>
    <message>
        <source>This is what the first sync will do</source>
        <translation>首次同步将会做这些</translation>
    </message>
    <message>
        <source>Nothing has been changed yet.</source>
        <translation>尚未更改任何内容。</translation>
    </message>
    <message>
        <source>Comparing the registries…</source>
        <translation>正在比较镜像仓库…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Read from the source</source>
        <translation>从源读取</translation>
    </message>
    <message>
        <source>Written to targets</source>
        <translation>写入目标</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Everything is in place already. The first sync finds nothing to copy and says so.</source>
        <translation>一切已就位。首次同步不会有需要复制的内容。</translation>
    </message>
    <message>
        <source>Compare again</source>
        <translation>重新比较</translation>
    </message>
    <message>
        <source>Hide the code</source>
        <translation>隐藏代码</translation>
    </message>
    <message>
        <source>As code</source>
        <translation>查看代码</translation>
    </message>
    <message>
        <source>The rule in the fleet file</source>
        <translation>配置文件中的规则</translation>
    </message>
</context>
<context>
    <name>SetupRegionForm</name>
    <message>
        <source>Registry address</source>
        <translation>镜像仓库地址</translation>
    </message>
    <message>
        <source>registry.example.com, https://harbor.example.com:8443 or localhost:5000</source>
        <translation>registry.example.com、https://harbor.example.com:8443 或 localhost:5000</translation>
    </message>
    <message>
        <source>Looking at the registry…</source>
        <translation>正在探查镜像仓库…</translation>
    </message>
    <message>
        <source>Meant as %1</source>
        <translation>识别为 %1</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>SetupRegionRow</name>
    <message>
        <source>Change %1</source>
        <translation>修改 %1</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>移除 %1</translation>
    </message>
</context>
<context>
    <name>SetupRegions</name>
    <message>
        <source>Which regions get copies?</source>
        <translation>哪些区域保存副本？</translation>
    </message>
    <message>
        <source>One is enough to begin with; the same few questions for each.</source>
        <translation>开始时一个就够；每个区域都是同样的几个问题。</translation>
    </message>
    <message>
        <source>Change this region</source>
        <translation>修改此区域</translation>
    </message>
    <message>
        <source>One more region</source>
        <translation>再加一个区域</translation>
    </message>
    <message>
        <source>Leave it out</source>
        <translation>不添加</translation>
    </message>
    <message>
        <source>Add another region</source>
        <translation>再添加一个区域</translation>
    </message>
</context>
<context>
    <name>SetupRegistry</name>
    <message>
        <source>Which registry do you push to?</source>
        <translation>您推送到哪个镜像仓库？</translation>
    </message>
    <message>
        <source>Paste its address. Everything else is found out, and nothing is changed there.</source>
        <translation>粘贴它的地址即可，其余信息会自动探明，不会对它做任何更改。</translation>
    </message>
    <message>
        <source>Import an existing set-up</source>
        <translation>导入已有配置</translation>
    </message>
    <message>
        <source>Edit the fleet file instead</source>
        <translation>改为编辑配置文件</translation>
    </message>
    <message>
        <source>Everything that is asked here stands in this file. Meridian reads it at its next start.</source>
        <translation>这里询问的一切都写在这个文件中。Meridian 下次启动时会读取它。</translation>
    </message>
    <message>
        <source>Fleet file</source>
        <translation>配置文件</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
</context>
<context>
    <name>SetupRepositories</name>
    <message>
        <source>Repositories</source>
        <translation>仓库</translation>
    </message>
    <message>
        <source>base/* is one level, ** is everything, ! in front leaves out. Enter adds one.</source>
        <translation>base/* 匹配一层，** 匹配全部，前面加 ! 表示排除。按回车添加。</translation>
    </message>
    <message>
        <source>Patterns of repositories</source>
        <translation>仓库匹配模式</translation>
    </message>
    <message>
        <source>base/*, or pick from the list</source>
        <translation>base/*，或从列表中选择</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>No list: %1 Type the names above; patterns need a list too, so write names in full.</source>
        <translation>无法列出：%1 请在上方输入名称；匹配模式也需要列表，所以请写完整名称。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Listing the repositories</source>
        <translation>正在列出仓库</translation>
    </message>
    <message>
        <source>Search repositories</source>
        <translation>搜索仓库</translation>
    </message>
    <message>
        <source>Pick these</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>None</source>
        <translation>全不选</translation>
    </message>
    <message>
        <source>Repositories, %1</source>
        <translation>仓库，%1</translation>
    </message>
    <message>
        <source>No repository has that in its name</source>
        <translation>没有名称包含它的仓库</translation>
    </message>
    <message>
        <source>The registry lists no repository yet</source>
        <translation>该镜像仓库还没有任何仓库</translation>
    </message>
</context>
<context>
    <name>SetupSteplist</name>
    <message>
        <source>How far it came</source>
        <translation>进行到哪一步</translation>
    </message>
</context>
<context>
    <name>SetupSteps</name>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>on show</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>to come</source>
        <translation>待进行</translation>
    </message>
    <message>
        <source>Start over</source>
        <translation>重新开始</translation>
    </message>
    <message>
        <source>Start over?</source>
        <translation>重新开始？</translation>
    </message>
    <message>
        <source>What was said in these steps is forgotten. Regions and rules that are in the fleet already stay.</source>
        <translation>这些步骤中填写的内容将被清除。已在配置中的区域和规则会保留。</translation>
    </message>
</context>
<context>
    <name>SetupSync</name>
    <message>
        <source>First sync: %1</source>
        <translation>首次同步：%1</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>已写入</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>速率</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Show the job</source>
        <translation>查看任务</translation>
    </message>
    <message>
        <source>Mirror something else</source>
        <translation>再镜像其他内容</translation>
    </message>
</context>
<context>
    <name>SetupTrust</name>
    <message>
        <source>A certificate to decide on</source>
        <translation>需要您决定的证书</translation>
    </message>
    <message>
        <source>This system does not know who signed the registry&apos;s certificate. Compare the fingerprint with whoever runs the registry, over another way than this connection.</source>
        <translation>本系统不认识该镜像仓库证书的签发者。请通过此连接之外的途径，与仓库的管理者核对指纹。</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>签发者</translation>
    </message>
    <message>
        <source>For hosts</source>
        <translation>适用主机</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>有效期</translation>
    </message>
    <message>
        <source>SHA-256 fingerprint of what would be trusted</source>
        <translation>将被信任的证书的 SHA-256 指纹</translation>
    </message>
    <message>
        <source>It has expired: trusting it does not help. The registry needs a new one.</source>
        <translation>它已过期：信任它也无济于事，仓库需要新证书。</translation>
    </message>
    <message>
        <source>Trust this certificate</source>
        <translation>信任此证书</translation>
    </message>
    <message>
        <source>PEM file of the authority</source>
        <translation>签发机构的 PEM 文件</translation>
    </message>
    <message>
        <source>or the authority&apos;s PEM file: /etc/ssl/ca.pem</source>
        <translation>或签发机构的 PEM 文件：/etc/ssl/ca.pem</translation>
    </message>
</context>
<context>
    <name>SetupWhat</name>
    <message>
        <source>What should be mirrored?</source>
        <translation>要镜像同步什么？</translation>
    </message>
    <message>
        <source>The list comes from the registry itself.</source>
        <translation>列表直接来自镜像仓库。</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Except tags</source>
        <translation>排除标签</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Latest only</source>
        <translation>仅最新</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Name of this rule</source>
        <translation>规则名称</translation>
    </message>
    <message>
        <source>Copied to</source>
        <translation>复制到</translation>
    </message>
</context>
<context>
    <name>SetupWhen</name>
    <message>
        <source>When should it run, and how?</source>
        <translation>何时运行，如何运行？</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>手动</translation>
    </message>
    <message>
        <source>Every day</source>
        <translation>每天</translation>
    </message>
    <message>
        <source>Every few minutes</source>
        <translation>每隔几分钟</translation>
    </message>
    <message>
        <source>By cron</source>
        <translation>按 cron</translation>
    </message>
    <message>
        <source>At</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Minutes between two runs</source>
        <translation>两次运行间隔（分钟）</translation>
    </message>
    <message>
        <source>Minute, hour, day, month, weekday</source>
        <translation>分、时、日、月、星期</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>时区</translation>
    </message>
    <message>
        <source>Next: %1</source>
        <translation>接下来：%1</translation>
    </message>
    <message>
        <source>Move bytes only within a part of the day</source>
        <translation>仅在一天中的某段时间传输</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>To</source>
        <translation>到</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>上限</translation>
    </message>
    <message>
        <source>unlimited, or 40 Mbit/s</source>
        <translation>不限，或 40 Mbit/s</translation>
    </message>
    <message>
        <source>How tags appear</source>
        <translation>标签如何出现</translation>
    </message>
    <message>
        <source>As they come</source>
        <translation>逐个出现</translation>
    </message>
    <message>
        <source>Each tag appears in each region as soon as its image is complete there.</source>
        <translation>镜像在某区域完整后，标签立即在该区域出现。</translation>
    </message>
    <message>
        <source>All or nothing</source>
        <translation>全有或全无</translation>
    </message>
    <message>
        <source>Tags are set only when their images are complete in all regions.</source>
        <translation>只有镜像在所有区域都完整后才设置标签。</translation>
    </message>
</context>
<context>
    <name>SetupWhy</name>
    <message>
        <source>Why this is asked</source>
        <translation>为什么要问这些</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Overview</source>
        <translation>总览</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Consistency</source>
        <translation>一致性</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>全局</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Lists and forms</source>
        <translation>列表与表单</translation>
    </message>
    <message>
        <source>Find anything, do anything</source>
        <translation>查找任何内容，执行任何操作</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Sync all rules now</source>
        <translation>立即同步所有规则</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>Dismiss the message on show</source>
        <translation>关闭当前消息</translation>
    </message>
    <message>
        <source>Undo what was just removed</source>
        <translation>撤销刚才的移除</translation>
    </message>
    <message>
        <source>These shortcuts</source>
        <translation>显示这些快捷键</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>To the next control; with Shift to the one before</source>
        <translation>到下一个控件；加 Shift 到上一个</translation>
    </message>
    <message>
        <source>Through the rows of a list</source>
        <translation>在列表行之间移动</translation>
    </message>
    <message>
        <source>Opens the row, presses the button</source>
        <translation>打开该行，按下按钮</translation>
    </message>
    <message>
        <source>Closes what is open, clears a search</source>
        <translation>关闭已打开的内容，清除搜索</translation>
    </message>
    <message>
        <source>The guide, at the place that fits</source>
        <translation>指南中与当前位置相应之处</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>SideSheet</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>SlowModeButton</name>
    <message>
        <source>Slow mode: %1</source>
        <translation>慢速模式：%1</translation>
    </message>
    <message>
        <source>Slow mode</source>
        <translation>慢速模式</translation>
    </message>
    <message>
        <source>All transfers together go no faster than this</source>
        <translation>所有传输合计不超过此速率</translation>
    </message>
</context>
<context>
    <name>SlowModeMenu</name>
    <message>
        <source>Slow mode</source>
        <translation>慢速模式</translation>
    </message>
    <message>
        <source>All jobs together move no faster than this, in and out each. It holds at once and after a restart.</source>
        <translation>所有任务合计的入向与出向速率各不超过此值。立即生效，重启后仍然有效。</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>上限</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>Switch on</source>
        <translation>开启</translation>
    </message>
</context>
<context>
    <name>SortHeader</name>
    <message>
        <source>sorted, largest first</source>
        <translation>已排序，从大到小</translation>
    </message>
    <message>
        <source>sorted, smallest first</source>
        <translation>已排序，从小到大</translation>
    </message>
</context>
<context>
    <name>Stake</name>
    <message>
        <source>1 rule copies from it or to it</source>
        <translation>有 1 条规则从它复制或复制到它</translation>
    </message>
    <message>
        <source>%1 rules copy from it or to it</source>
        <translation>有 %1 条规则从它复制或复制到它</translation>
    </message>
    <message>
        <source>%1 tags are no longer kept equal there</source>
        <translation>那里的 %1 个标签将不再保持一致</translation>
    </message>
    <message>
        <source>1 job runs or waits; it goes on with what it began with</source>
        <translation>有 1 个任务正在运行或等待；它会按开始时的设定继续</translation>
    </message>
    <message>
        <source>%1 jobs run or wait; they go on with what they began with</source>
        <translation>有 %1 个任务正在运行或等待；它们会按开始时的设定继续</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>In sync</source>
        <translation>一致</translation>
    </message>
    <message>
        <source>Syncing</source>
        <translation>同步中</translation>
    </message>
    <message>
        <source>Drift</source>
        <translation>已漂移</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>未校验</translation>
    </message>
    <message>
        <source>Not run yet</source>
        <translation>尚未运行</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>排队中</translation>
    </message>
    <message>
        <source>Partly done</source>
        <translation>部分完成</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Copying</source>
        <translation>复制中</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>未变</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
</context>
<context>
    <name>TagLimits</name>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Latest only</source>
        <translation>仅最新</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Not older than</source>
        <translation>不早于</translation>
    </message>
</context>
<context>
    <name>TagMatrix</name>
    <message>
        <source>Repository</source>
        <translation>仓库</translation>
    </message>
    <message>
        <source>Find a tag</source>
        <translation>查找标签</translation>
    </message>
    <message>
        <source>Only drift</source>
        <translation>仅显示漂移</translation>
    </message>
    <message>
        <source>Reading the regions…</source>
        <translation>正在读取各区域…</translation>
    </message>
    <message>
        <source>%1 tags, %2 drift</source>
        <translation>%1 个标签，%2 个漂移</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Tags by region</source>
        <translation>各区域标签</translation>
    </message>
    <message>
        <source>No tag fits</source>
        <translation>没有符合的标签</translation>
    </message>
    <message>
        <source>No tags here</source>
        <translation>这里没有标签</translation>
    </message>
</context>
<context>
    <name>TagTable</name>
    <message>
        <source>Tags by region</source>
        <translation>各区域标签</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>TagTableBar</name>
    <message>
        <source>Reading the regions…</source>
        <translation>正在读取各区域…</translation>
    </message>
    <message>
        <source>%1 tags, the same everywhere</source>
        <translation>%1 个标签，各处一致</translation>
    </message>
    <message>
        <source>%1 tags, %2 not the same everywhere</source>
        <translation>%1 个标签，其中 %2 个不一致</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>Find a tag or digest</source>
        <translation>查找标签或摘要</translation>
    </message>
    <message>
        <source>Which tags</source>
        <translation>哪些标签</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>Highest version first</source>
        <translation>最高版本在前</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>按名称</translation>
    </message>
    <message>
        <source>Drift first</source>
        <translation>偏差在前</translation>
    </message>
    <message>
        <source>Regions %1 to %2 of %3</source>
        <translation>第 %1 至 %2 个区域，共 %3 个</translation>
    </message>
    <message>
        <source>Regions before</source>
        <translation>前面的区域</translation>
    </message>
    <message>
        <source>Regions after</source>
        <translation>后面的区域</translation>
    </message>
    <message>
        <source>%1 tags, the same in all regions that were read</source>
        <translation>%1 个标签，在已读取的区域中一致</translation>
    </message>
    <message>
        <source>Copy as CLI</source>
        <translation>复制为命令行</translation>
    </message>
</context>
<context>
    <name>TagTableEmpty</name>
    <message>
        <source>No tag fits</source>
        <translation>没有符合的标签</translation>
    </message>
    <message>
        <source>No repository chosen</source>
        <translation>未选择仓库</translation>
    </message>
    <message>
        <source>No tags here</source>
        <translation>这里没有标签</translation>
    </message>
    <message>
        <source>Search for less, or show all tags.</source>
        <translation>请减少搜索条件，或显示所有标签。</translation>
    </message>
    <message>
        <source>Choose a repository on the left.</source>
        <translation>请在左侧选择一个仓库。</translation>
    </message>
    <message>
        <source>No region that answered has a tag in this repository.</source>
        <translation>应答的区域在此仓库中都没有标签。</translation>
    </message>
    <message>
        <source>Show all tags</source>
        <translation>显示所有标签</translation>
    </message>
</context>
<context>
    <name>TagTableHead</name>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>%1, sorted upwards</source>
        <translation>%1，升序</translation>
    </message>
    <message>
        <source>%1, sorted downwards</source>
        <translation>%1，降序</translation>
    </message>
    <message>
        <source>Sort by %1</source>
        <translation>按%1排序</translation>
    </message>
</context>
<context>
    <name>Text</name>
    <message>
        <source>Primary</source>
        <translation>主区域</translation>
    </message>
    <message>
        <source>Replica</source>
        <translation>副本</translation>
    </message>
    <message>
        <source>In sync</source>
        <translation>一致</translation>
    </message>
    <message>
        <source>Syncing</source>
        <translation>同步中</translation>
    </message>
    <message>
        <source>Drift</source>
        <translation>已漂移</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>未校验</translation>
    </message>
    <message>
        <source>Syncing %1, %2</source>
        <comment>percent, bytes done of all</comment>
        <translation>同步中 %1，%2</translation>
    </message>
    <message>
        <source>, %1</source>
        <comment>time left, after bytes</comment>
        <translation>，剩余 %1</translation>
    </message>
    <message>
        <source>Drift: 1 tag</source>
        <translation>漂移：1 个标签</translation>
    </message>
    <message>
        <source>Drift: %1 tags</source>
        <translation>漂移：%1 个标签</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>state, reason</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>排队中</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>Succeeded</source>
        <translation>成功</translation>
    </message>
    <message>
        <source>Partly failed</source>
        <translation>部分失败</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Copying</source>
        <translation>复制中</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>未变</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>Registry protocol</source>
        <translation>镜像仓库协议</translation>
    </message>
    <message>
        <source>Credential</source>
        <translation>凭据</translation>
    </message>
    <message>
        <source>%1 of %2 %3</source>
        <comment>bytes done, bytes in all, unit</comment>
        <translation>%1 / %2 %3</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 小时</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 天</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 天 %2 小时</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>刚刚</translation>
    </message>
    <message>
        <source>%1 s ago</source>
        <translation>%1 秒前</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation>%1 分钟前</translation>
    </message>
    <message>
        <source>%1 h ago</source>
        <translation>%1 小时前</translation>
    </message>
    <message>
        <source>%1 d ago</source>
        <translation>%1 天前</translation>
    </message>
    <message>
        <source>d MMM</source>
        <extracomment>Format of a day without its year, as QLocale::toString(QDate) takes it</extracomment>
        <translation>M月d日</translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>percent</comment>
        <translation>%1%</translation>
    </message>
    <message>
        <source>It asks to come back in %1</source>
        <translation>对方要求 %1后重试</translation>
    </message>
    <message>
        <source>The registry does not have this blob</source>
        <translation>镜像仓库中没有此数据块</translation>
    </message>
    <message>
        <source>The registry refused the upload</source>
        <translation>镜像仓库拒绝了上传</translation>
    </message>
    <message>
        <source>The registry forgot the upload</source>
        <translation>镜像仓库已丢弃此次上传</translation>
    </message>
    <message>
        <source>The registry found another digest</source>
        <translation>镜像仓库算出的摘要不同</translation>
    </message>
    <message>
        <source>The manifest names a blob that is not there</source>
        <translation>清单引用了不存在的数据块</translation>
    </message>
    <message>
        <source>The registry refused the manifest</source>
        <translation>镜像仓库拒绝了清单</translation>
    </message>
    <message>
        <source>There is no such tag</source>
        <translation>没有此标签</translation>
    </message>
    <message>
        <source>The registry does not take this repository name</source>
        <translation>镜像仓库不接受此仓库名</translation>
    </message>
    <message>
        <source>There is no such repository</source>
        <translation>没有此仓库</translation>
    </message>
    <message>
        <source>The registry found another size</source>
        <translation>镜像仓库算出的大小不同</translation>
    </message>
    <message>
        <source>The registry did not take the credential</source>
        <translation>镜像仓库不接受此凭据</translation>
    </message>
    <message>
        <source>This credential may not do that</source>
        <translation>此凭据权限不足</translation>
    </message>
    <message>
        <source>This is not supported</source>
        <translation>不支持此操作</translation>
    </message>
    <message>
        <source>The registry limits requests</source>
        <translation>镜像仓库限制了请求频率</translation>
    </message>
    <message>
        <source>The registry does not take this range</source>
        <translation>镜像仓库不接受此数据范围</translation>
    </message>
    <message>
        <source>The host name is not known</source>
        <translation>找不到此主机名</translation>
    </message>
    <message>
        <source>Nothing answers at this address</source>
        <translation>此地址没有响应</translation>
    </message>
    <message>
        <source>The connection broke</source>
        <translation>连接中断</translation>
    </message>
    <message>
        <source>The certificate is not trusted</source>
        <translation>证书不受信任</translation>
    </message>
    <message>
        <source>No bytes came for a while</source>
        <translation>一段时间内没有收到数据</translation>
    </message>
    <message>
        <source>No answer in time</source>
        <translation>响应超时</translation>
    </message>
    <message>
        <source>The registry has an error of its own</source>
        <translation>镜像仓库内部出错</translation>
    </message>
    <message>
        <source>The answer is not a registry&apos;s</source>
        <translation>响应方不是镜像仓库</translation>
    </message>
    <message>
        <source>The content does not match its digest</source>
        <translation>内容与摘要不符</translation>
    </message>
    <message>
        <source>The document cannot be read</source>
        <translation>文档无法解析</translation>
    </message>
    <message>
        <source>The fleet file has an error</source>
        <translation>配置文件有错误</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>It exists already</source>
        <translation>已存在</translation>
    </message>
    <message>
        <source>Something else is using it</source>
        <translation>正被占用</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>Reading or writing failed</source>
        <translation>读写失败</translation>
    </message>
    <message>
        <source>Something went wrong here</source>
        <translation>本机出现错误</translation>
    </message>
    <message>
        <source>its bandwidth window is closed</source>
        <translation>带宽时段已关闭</translation>
    </message>
    <message>
        <source>its registry has had too many requests</source>
        <translation>其镜像仓库收到的请求过多</translation>
    </message>
    <message>
        <source>its quota of pulls is used up</source>
        <translation>其拉取配额已用完</translation>
    </message>
    <message>
        <source>waits: %1</source>
        <comment>why</comment>
        <translation>等待中：%1</translation>
    </message>
    <message>
        <source>waits until %1: %2</source>
        <comment>time, why</comment>
        <translation>等待至 %1：%2</translation>
    </message>
    <message>
        <source>Moving</source>
        <translation>传输中</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>A signature, SBOM or attestation that the rule asks for is missing</source>
        <translation>缺少规则要求的签名、SBOM 或证明</translation>
    </message>
    <message>
        <source>The tag moved at the source meanwhile</source>
        <translation>源端的标签在此期间已变更</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <extracomment>Format of a whole day, as QLocale::toString(QDate) takes it</extracomment>
        <translation>yyyy年M月d日</translation>
    </message>
</context>
<context>
    <name>ThroughputCard</name>
    <message>
        <source>Throughput by region</source>
        <translation>各区域吞吐量</translation>
    </message>
    <message>
        <source>%1, last 60 s</source>
        <translation>%1，最近 60 秒</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>还有 %1 个</translation>
    </message>
    <message>
        <source>Nothing has moved yet</source>
        <translation>还没有传输</translation>
    </message>
    <message>
        <source>What each region sends and takes is drawn here.</source>
        <translation>这里会绘出各区域的收发速率。</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>%1 (%2 times)</source>
        <translation>%1（%2 次）</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>day %1 of the month</source>
        <translation>每月 %1 日</translation>
    </message>
    <message>
        <source>every minute</source>
        <translation>每分钟</translation>
    </message>
    <message>
        <source>every hour</source>
        <translation>每小时</translation>
    </message>
    <message>
        <source>every hour at :%1</source>
        <comment>minutes</comment>
        <translation>每小时第 %1 分</translation>
    </message>
    <message>
        <source>every %1 hours</source>
        <translation>每 %1 小时</translation>
    </message>
    <message>
        <source>every %1 minutes</source>
        <translation>每 %1 分钟</translation>
    </message>
    <message>
        <source>every day at %1</source>
        <translation>每天 %1</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <comment>days, times</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 from %2 to %3</source>
        <comment>how often, time, time</comment>
        <translation>%2 至 %3 %1</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <comment>how often, days</comment>
        <translation>%2 %1</translation>
    </message>
    <message>
        <source>ddd d MMM</source>
        <extracomment>Format of a day in a list of days to come</extracomment>
        <translation>M月d日 ddd</translation>
    </message>
</context>
<context>
    <name>WorldView</name>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Show the whole world</source>
        <translation>显示全球</translation>
    </message>
    <message>
        <source>World map</source>
        <translation>世界地图</translation>
    </message>
    <message>
        <source>Regions: %1, links: %2. Tab goes along them, Enter opens one, arrow keys move the map, plus and minus zoom, 0 shows all of it.</source>
        <translation>区域：%1，链路：%2。Tab 键逐个切换，回车打开，方向键移动地图，加减键缩放，0 显示全图。</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Meridian cannot start with this fleet.</source>
        <translation>无法用此配置启动 Meridian。</translation>
    </message>
</context>
<context>
    <name>meridian::console::Activity</name>
    <message>
        <source>Rule %1</source>
        <translation>规则 %1</translation>
    </message>
    <message>
        <source>Job %1</source>
        <translation>任务 %1</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>所有人</translation>
    </message>
    <message>
        <source>All levels</source>
        <translation>所有级别</translation>
    </message>
    <message>
        <source>All actions</source>
        <translation>所有操作</translation>
    </message>
    <message>
        <source>%1 lines were written</source>
        <translation>已写入 %1 行</translation>
    </message>
    <message>
        <source>The file was not written</source>
        <translation>文件未能写入</translation>
    </message>
</context>
<context>
    <name>meridian::console::Bridge</name>
    <message>
        <source>%1 was not started</source>
        <translation>%1 未能启动</translation>
    </message>
    <message>
        <source>Sync of %1 has started</source>
        <translation>已开始同步 %1</translation>
    </message>
    <message>
        <source>There is no rule yet</source>
        <translation>还没有规则</translation>
    </message>
    <message>
        <source>A rule says what goes where; make one on the page Rules.</source>
        <translation>规则决定把什么复制到哪里；请在“规则”页面新建。</translation>
    </message>
    <message>
        <source>1 sync has started</source>
        <translation>已开始 1 个同步</translation>
    </message>
    <message>
        <source>%1 syncs have started</source>
        <translation>已开始 %1 个同步</translation>
    </message>
    <message>
        <source>The job was not cancelled</source>
        <translation>任务未能取消</translation>
    </message>
    <message>
        <source>No plan for %1</source>
        <translation>无法为 %1 生成计划</translation>
    </message>
    <message>
        <source>The credential was not stored</source>
        <translation>凭据未能保存</translation>
    </message>
    <message>
        <source>The region was not saved</source>
        <translation>区域未能保存</translation>
    </message>
    <message>
        <source>Another rule has this id</source>
        <translation>已有规则使用此 ID</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>The job was not paused</source>
        <translation>任务未能暂停</translation>
    </message>
    <message>
        <source>The job does not go on</source>
        <translation>任务未能继续</translation>
    </message>
    <message>
        <source>The job was not moved</source>
        <translation>任务未能置顶</translation>
    </message>
    <message>
        <source>Its blobs go first now</source>
        <translation>其数据块现在优先传输</translation>
    </message>
    <message>
        <source>Write a rate, such as 8 Mbit/s, or switch slow mode off</source>
        <translation>请填写速率，例如 8 Mbit/s，或关闭慢速模式</translation>
    </message>
    <message>
        <source>Nothing would move at all; pause the jobs instead</source>
        <translation>这样将不会传输任何数据；请改为暂停任务</translation>
    </message>
    <message>
        <source>The file cannot be read: %1</source>
        <translation>无法读取文件：%1</translation>
    </message>
    <message>
        <source>This kind of set-up is not known</source>
        <translation>不认识这种配置</translation>
    </message>
    <message>
        <source>The audit of %1 has started</source>
        <translation>%1 的审计已开始</translation>
    </message>
    <message>
        <source>%1 is audited and repaired</source>
        <translation>正在审计并修复 %1</translation>
    </message>
    <message>
        <source>%1 in %2 is repaired</source>
        <comment>image, region</comment>
        <translation>正在修复 %2 中的 %1</translation>
    </message>
    <message>
        <source>The promotion of %1 has started</source>
        <translation>%1 的发布已开始</translation>
    </message>
    <message>
        <source>%1 goes back to what it was</source>
        <translation>%1 正在恢复原样</translation>
    </message>
    <message>
        <source>%1 is promoted; the source&apos;s images take the place of the others</source>
        <translation>正在发布 %1；源的镜像将替换其他镜像</translation>
    </message>
    <message>
        <source>%1 is promoted; the tags in conflict are left alone</source>
        <translation>正在发布 %1；冲突的标签保持不动</translation>
    </message>
    <message>
        <source>%1 comes back in %2</source>
        <comment>image, region</comment>
        <translation>正在恢复 %2 中的 %1</translation>
    </message>
    <message>
        <source>%1 was removed</source>
        <translation>已移除 %1</translation>
    </message>
    <message>
        <source>Rule %1 was removed</source>
        <translation>已移除规则 %1</translation>
    </message>
</context>
<context>
    <name>meridian::console::Catalog</name>
    <message>
        <source>%1: %2</source>
        <comment>region, its error</comment>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>meridian::console::CheckState</name>
    <message>
        <source>The registry cannot be used yet</source>
        <translation>此镜像仓库暂时无法使用</translation>
    </message>
    <message>
        <source>Works without a credential, answers in %1</source>
        <translation>无需凭据即可使用，响应时间 %1</translation>
    </message>
    <message>
        <source>Works, the credential was taken, answers in %1</source>
        <translation>可以使用，凭据有效，响应时间 %1</translation>
    </message>
</context>
<context>
    <name>meridian::console::ConsistencyState</name>
    <message>
        <source>%1: %2</source>
        <comment>region, its error</comment>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>meridian::console::DesktopNotes</name>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
</context>
<context>
    <name>meridian::console::Guide</name>
    <message>
        <source>en</source>
        <comment>the guide&apos;s folder in this language: en or zh_CN</comment>
        <translation>zh_CN</translation>
    </message>
</context>
<context>
    <name>meridian::console::HandOver</name>
    <message>
        <source>There is no fleet file yet: add a region first.</source>
        <translation>尚无配置文件：请先添加一个区域。</translation>
    </message>
    <message>
        <source>No systemd of this user answers.</source>
        <translation>当前用户的 systemd 没有响应。</translation>
    </message>
    <message>
        <source>The service did not start: %1</source>
        <translation>服务未能启动：%1</translation>
    </message>
    <message>
        <source>The service did not stop: %1</source>
        <translation>服务未能停止：%1</translation>
    </message>
    <message>
        <source>meridiand is not installed.</source>
        <translation>未安装 meridiand。</translation>
    </message>
</context>
<context>
    <name>meridian::console::History</name>
    <message>
        <source>Nothing was tried again</source>
        <translation>没有可重试的内容</translation>
    </message>
    <message>
        <source>What failed is tried again</source>
        <translation>正在重试失败项</translation>
    </message>
    <message>
        <source>Any rule</source>
        <translation>任意规则</translation>
    </message>
    <message>
        <source>Any kind</source>
        <translation>任意类型</translation>
    </message>
</context>
<context>
    <name>meridian::console::Lines</name>
    <message>
        <source>No rule copies to this region</source>
        <translation>没有规则复制到该区域</translation>
    </message>
    <message>
        <source>The sync of %1 was not started</source>
        <translation>%1 的同步未启动</translation>
    </message>
    <message>
        <source>Started for this region: %1</source>
        <comment>rules</comment>
        <translation>已为该区域启动：%1</translation>
    </message>
</context>
<context>
    <name>meridian::console::MatchState</name>
    <message>
        <source>Nothing matches yet</source>
        <translation>尚无匹配</translation>
    </message>
    <message>
        <source>%1 of %2 tags</source>
        <translation>%1 / %2 个标签</translation>
    </message>
    <message>
        <source>1 repository, %1</source>
        <comment>tags</comment>
        <translation>1 个仓库，%1</translation>
    </message>
    <message>
        <source>%1 repositories, %2</source>
        <comment>number, tags</comment>
        <translation>%1 个仓库，%2</translation>
    </message>
    <message>
        <source>Counted by names: when images were created is looked at by the plan.</source>
        <translation>仅按名称计数：镜像创建时间由计划检查。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>repository, its error</comment>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>meridian::console::Notices</name>
    <message>
        <source>Show job</source>
        <translation>查看任务</translation>
    </message>
    <message>
        <source>Show region</source>
        <translation>查看区域</translation>
    </message>
    <message>
        <source>Show rule</source>
        <translation>查看规则</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>And %1 more</source>
        <translation>还有 %1 条</translation>
    </message>
    <message>
        <source>They stand among the notifications.</source>
        <translation>请在通知中查看。</translation>
    </message>
    <message>
        <source>This is a notification</source>
        <translation>这是一条通知</translation>
    </message>
    <message>
        <source>Failures and finished long jobs are told like this while you look elsewhere.</source>
        <translation>当您不在看此窗口时，失败和已完成的长任务会以这种方式通知。</translation>
    </message>
    <message>
        <source>It cannot be undone</source>
        <translation>无法撤销</translation>
    </message>
    <message>
        <source>The fleet has changed since.</source>
        <translation>配置文件在此之后已被更改。</translation>
    </message>
    <message>
        <source>Everything is as it was</source>
        <translation>已恢复原状</translation>
    </message>
    <message>
        <source>Rule %1</source>
        <translation>规则 %1</translation>
    </message>
</context>
<context>
    <name>meridian::console::Palette</name>
    <message>
        <source>Page</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Repository</source>
        <translation>仓库</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
</context>
<context>
    <name>meridian::console::PlanState</name>
    <message>
        <source>and %1 more</source>
        <comment>tags</comment>
        <translation>还有 %1 个</translation>
    </message>
    <message>
        <source>%1 equal already, not listed</source>
        <comment>tags</comment>
        <translation>%1 个已一致，未列出</translation>
    </message>
</context>
<context>
    <name>meridian::console::Prewarm</name>
    <message>
        <source>A prewarm sets a tag: name the image by its tag, not by its digest.</source>
        <translation>预热会设置标签：请用标签而不是摘要来指定镜像。</translation>
    </message>
    <message>
        <source>%1 has no such image. Check the name, or choose one that the search offers.</source>
        <translation>%1 没有这个镜像。请检查名称，或从搜索建议中选择。</translation>
    </message>
    <message>
        <source>Copied from %1</source>
        <translation>从 %1 复制</translation>
    </message>
</context>
<context>
    <name>meridian::console::ProfileState</name>
    <message>
        <source>Probed %1</source>
        <comment>time</comment>
        <translation>探测于 %1</translation>
    </message>
    <message>
        <source>Not known; it is tried, and done without where it fails</source>
        <translation>未知；会先尝试，失败则不用</translation>
    </message>
    <message>
        <source>Says it is</source>
        <translation>自称</translation>
    </message>
    <message>
        <source>Anybody may come in</source>
        <translation>任何人都可访问</translation>
    </message>
    <message>
        <source>User and password with every request</source>
        <translation>每次请求附带用户名和密码</translation>
    </message>
    <message>
        <source>A token from its token service</source>
        <translation>由其令牌服务颁发的令牌</translation>
    </message>
    <message>
        <source>Signing in</source>
        <translation>登录方式</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Ranges of blobs</source>
        <translation>数据块分段读取</translation>
    </message>
    <message>
        <source>Yes: a broken read goes on where it broke</source>
        <translation>支持：读取中断后从断点继续</translation>
    </message>
    <message>
        <source>No: a broken read starts over</source>
        <translation>不支持：读取中断后从头开始</translation>
    </message>
    <message>
        <source>Blobs come from</source>
        <translation>数据块来自</translation>
    </message>
    <message>
        <source>Another host, by redirect</source>
        <translation>另一台主机（重定向）</translation>
    </message>
    <message>
        <source>Referrers</source>
        <translation>引用者</translation>
    </message>
    <message>
        <source>Yes: signatures and SBOMs are asked for directly</source>
        <translation>支持：可直接查询签名和 SBOM</translation>
    </message>
    <message>
        <source>No: they are found by their fallback tag</source>
        <translation>不支持：通过回退标签查找</translation>
    </message>
    <message>
        <source>Deleting tags</source>
        <translation>删除标签</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>支持</translation>
    </message>
    <message>
        <source>No: what goes at the source stays here</source>
        <translation>不支持：源端删除的内容会保留在此</translation>
    </message>
    <message>
        <source>Registry</source>
        <translation>镜像仓库</translation>
    </message>
    <message>
        <source>Streaming</source>
        <translation>流式上传</translation>
    </message>
    <message>
        <source>Yes: a blob in one stream, of any length</source>
        <translation>支持：数据块以单个流传输，长度不限</translation>
    </message>
    <message>
        <source>No: blobs go in another way</source>
        <translation>不支持：改用其他方式</translation>
    </message>
    <message>
        <source>Not known; it is the first way that is tried</source>
        <translation>未知；会首先尝试此方式</translation>
    </message>
    <message>
        <source>In chunks</source>
        <translation>分块上传</translation>
    </message>
    <message>
        <source>No</source>
        <translation>不支持</translation>
    </message>
    <message>
        <source>Not known; not used</source>
        <translation>未知；不使用</translation>
    </message>
    <message>
        <source>Yes, of %1 at least</source>
        <translation>支持，每块至少 %1</translation>
    </message>
    <message>
        <source>In one piece</source>
        <translation>整体上传</translation>
    </message>
    <message>
        <source>Longest body</source>
        <translation>最大请求体</translation>
    </message>
    <message>
        <source>Going on after a cut</source>
        <translation>中断后续传</translation>
    </message>
    <message>
        <source>Yes, from the last whole chunk</source>
        <translation>支持，从最后一个完整分块继续</translation>
    </message>
    <message>
        <source>Yes, from the byte where it broke</source>
        <translation>支持，从断开的字节继续</translation>
    </message>
    <message>
        <source>No: a broken upload starts over</source>
        <translation>不支持：上传中断后从头开始</translation>
    </message>
    <message>
        <source>Mounting</source>
        <translation>挂载</translation>
    </message>
    <message>
        <source>Yes: layers that it has are not sent again</source>
        <translation>支持：已有的层不再发送</translation>
    </message>
    <message>
        <source>No: layers are sent to each repository</source>
        <translation>不支持：层需发送到每个仓库</translation>
    </message>
    <message>
        <source>Uploads</source>
        <translation>上传</translation>
    </message>
    <message>
        <source>HTTP/%1 (fastest)</source>
        <translation>HTTP/%1（最快）</translation>
    </message>
    <message>
        <source>Speaks</source>
        <translation>协议版本</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>往返时延</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>Not measured</source>
        <translation>未测量</translation>
    </message>
    <message>
        <source>Reads at</source>
        <translation>读取速率</translation>
    </message>
    <message>
        <source>%1 over one connection</source>
        <comment>rate</comment>
        <translation>单连接 %1</translation>
    </message>
    <message>
        <source>The way there</source>
        <translation>网络线路</translation>
    </message>
</context>
<context>
    <name>meridian::console::RepositoryList</name>
    <message>
        <source>%1: %2</source>
        <comment>region, its error</comment>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>meridian::console::RuleDraft</name>
    <message>
        <source>The JSON has mistakes. Correct them, or go on with the form.</source>
        <translation>JSON 有错误。请更正，或继续使用表单。</translation>
    </message>
</context>
<context>
    <name>meridian::console::Settings</name>
    <message>
        <source>%1 requests a second</source>
        <translation>每秒 %1 个请求</translation>
    </message>
    <message>
        <source>%1 requests at once</source>
        <translation>同时 %1 个请求</translation>
    </message>
    <message numerus="yes">
        <source>%n windows</source>
        <translation>
            <numerusform>%n 个时间窗口</numerusform>
        </translation>
    </message>
    <message>
        <source>no limits</source>
        <translation>无限制</translation>
    </message>
    <message>
        <source>%1, now %2</source>
        <comment>time zone, time</comment>
        <translation>%1，现在 %2</translation>
    </message>
    <message>
        <source>Tell the desktop</source>
        <translation>桌面通知</translation>
    </message>
    <message>
        <source>Only while this window is not in front.</source>
        <translation>仅当此窗口不在前台时。</translation>
    </message>
    <message>
        <source>Jobs that fail</source>
        <translation>失败的任务</translation>
    </message>
    <message>
        <source>Also those that fail in part.</source>
        <translation>包括部分失败的任务。</translation>
    </message>
    <message>
        <source>Regions that are mixed, in conflict or behind</source>
        <translation>不一致、有冲突或落后的区域</translation>
    </message>
    <message>
        <source>After a promotion.</source>
        <translation>在发布之后。</translation>
    </message>
    <message>
        <source>Regions that go offline</source>
        <translation>离线的区域</translation>
    </message>
    <message>
        <source>Long jobs that end well</source>
        <translation>顺利结束的长任务</translation>
    </message>
    <message>
        <source>Those that ran for more than a minute.</source>
        <translation>运行超过一分钟的任务。</translation>
    </message>
    <message>
        <source>Start now and at every login</source>
        <translation>现在启动，并在每次登录时启动</translation>
    </message>
    <message>
        <source>Stop, and start no more</source>
        <translation>停止，且不再启动</translation>
    </message>
    <message>
        <source>Go on when nobody is logged in</source>
        <translation>无人登录时也继续运行</translation>
    </message>
    <message>
        <source>What it says</source>
        <translation>查看其日志</translation>
    </message>
    <message>
        <source>meridiand runs</source>
        <translation>meridiand 正在运行</translation>
    </message>
    <message>
        <source>meridiand has failed</source>
        <translation>meridiand 已失败</translation>
    </message>
    <message>
        <source>Its last lines say why.</source>
        <translation>其最后几行日志说明了原因。</translation>
    </message>
    <message>
        <source>meridiand is installed and does not run</source>
        <translation>meridiand 已安装但未运行</translation>
    </message>
    <message>
        <source>meridiand is not installed as a service</source>
        <translation>meridiand 未安装为服务</translation>
    </message>
    <message>
        <source>Look for it</source>
        <translation>查找它</translation>
    </message>
    <message>
        <source>No systemd of this user answers</source>
        <translation>当前用户的 systemd 没有响应</translation>
    </message>
    <message>
        <source>meridiand can be started by any other supervisor.</source>
        <translation>可以用任何其他进程管理器启动 meridiand。</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>手动</translation>
    </message>
    <message>
        <source>Not looked at yet</source>
        <translation>尚未查看</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Fonts, icons, map</source>
        <translation>字体、图标、地图</translation>
    </message>
    <message>
        <source>Inter (OFL), Lucide (ISC), Natural Earth (public domain)</source>
        <translation>Inter（OFL）、Lucide（ISC）、Natural Earth（公有领域）</translation>
    </message>
    <message>
        <source>Credentials are not in it; after a restore they have to be set again: %1</source>
        <translation>备份不含凭据；恢复后须重新设置：%1</translation>
    </message>
    <message>
        <source>The backup was made</source>
        <translation>备份已完成</translation>
    </message>
    <message>
        <source>The backup was not made</source>
        <translation>备份未完成</translation>
    </message>
    <message>
        <source>Hand over to the background service</source>
        <translation>交给后台服务</translation>
    </message>
    <message>
        <source>Run in this window again</source>
        <translation>改回在此窗口中运行</translation>
    </message>
    <message>
        <source>The service is set up…</source>
        <translation>正在设置服务…</translation>
    </message>
    <message>
        <source>The jobs of this window are put down; nothing that they have moved is lost…</source>
        <translation>正在放下此窗口的任务；已传输的数据不会丢失…</translation>
    </message>
    <message>
        <source>The service starts and goes on with the jobs…</source>
        <translation>服务正在启动，并将继续执行任务…</translation>
    </message>
    <message>
        <source>The service stops; this window goes on with its jobs…</source>
        <translation>服务正在停止；此窗口将继续执行其任务…</translation>
    </message>
    <message>
        <source>Only this window has %1 in its environment; the service would not. Store these credentials first.</source>
        <translation>%1 只存在于此窗口的环境变量中，服务读不到。请先保存这些凭据。</translation>
    </message>
    <message>
        <source>This window looks into it. Closing the window stops nothing. While nobody is logged in the keychain is locked: credentials have to be stored with MERIDIAN_KEYCHAIN=off then.</source>
        <translation>此窗口已连接到它，关闭窗口不会停止任何任务。无人登录时钥匙串处于锁定状态：此时需用 MERIDIAN_KEYCHAIN=off 保存凭据。</translation>
    </message>
    <message>
        <source>It works in another state folder than this window.</source>
        <translation>它使用的状态文件夹与此窗口不同。</translation>
    </message>
    <message>
        <source>It does schedules, polls and webhooks while no console is open. Handing over keeps fleet, state and credentials where they are, and running jobs go on there without losing a byte.</source>
        <translation>没有打开控制台时，它负责定时任务、轮询和 Webhook。移交后，配置、状态和凭据保持原位，运行中的任务会在那里继续，不丢失任何字节。</translation>
    </message>
    <message>
        <source>Handing over installs it for this user. Fleet, state and credentials stay where they are, and running jobs go on there without losing a byte.</source>
        <translation>移交时会为当前用户安装服务。配置、状态和凭据保持原位，运行中的任务会在那里继续，不丢失任何字节。</translation>
    </message>
    <message>
        <source>The engine does not run in this window</source>
        <translation>引擎没有在此窗口中运行</translation>
    </message>
</context>
<context>
    <name>meridian::console::Setup</name>
    <message>
        <source>First registry</source>
        <translation>首个镜像仓库</translation>
    </message>
    <message>
        <source>More regions</source>
        <translation>更多区域</translation>
    </message>
    <message>
        <source>What to mirror</source>
        <translation>同步内容</translation>
    </message>
    <message>
        <source>When and how</source>
        <translation>时间与方式</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>First sync</source>
        <translation>首次同步</translation>
    </message>
    <message>
        <source>1 region gets copies</source>
        <translation>1 个区域保存副本</translation>
    </message>
    <message>
        <source>%1 regions get copies</source>
        <translation>%1 个区域保存副本</translation>
    </message>
    <message>
        <source>Where images come from</source>
        <translation>镜像的来源</translation>
    </message>
    <message>
        <source>The registry that you push to. Meridian reads from it and never writes to it unless a rule says so.</source>
        <translation>您推送到的镜像仓库。Meridian 从中读取；除非规则要求，绝不写入。</translation>
    </message>
    <message>
        <source>What is found out</source>
        <translation>会探明什么</translation>
    </message>
    <message>
        <source>The address, http or https, whether the certificate is trusted, which product answers and how it wants a login. Nothing is changed there.</source>
        <translation>地址、http 还是 https、证书是否受信任、是哪种产品以及如何登录。不会做任何更改。</translation>
    </message>
    <message>
        <source>Where passwords go</source>
        <translation>密码存放在哪里</translation>
    </message>
    <message>
        <source>Into the keychain of this desktop, or a file that only you can read. The fleet file holds the entry&apos;s name, never the password.</source>
        <translation>存入本机桌面的钥匙串，或只有您能读取的文件。配置文件只保存条目名称，绝不保存密码。</translation>
    </message>
    <message>
        <source>Why a place</source>
        <translation>为什么要位置</translation>
    </message>
    <message>
        <source>The map, distances and the choice of the nearest source rest on it.</source>
        <translation>地图、距离以及最近来源的选择都以它为依据。</translation>
    </message>
    <message>
        <source>Where copies go</source>
        <translation>副本去往哪里</translation>
    </message>
    <message>
        <source>Each region is a registry near those who pull. The same questions as before, once for each.</source>
        <translation>每个区域都是靠近拉取者的镜像仓库。每个都问一遍同样的问题。</translation>
    </message>
    <message>
        <source>Why a login is needed</source>
        <translation>为什么需要登录</translation>
    </message>
    <message>
        <source>Copies are pushed: the login needs the right to push. Reading alone is not enough here.</source>
        <translation>副本需要推送：登录必须有推送权限，仅有读取权限不够。</translation>
    </message>
    <message>
        <source>More later</source>
        <translation>以后可再加</translation>
    </message>
    <message>
        <source>One region is enough to begin with. Others can be added on the page Regions at any time.</source>
        <translation>开始时一个区域就够。其他区域可随时在“区域”页面添加。</translation>
    </message>
    <message>
        <source>Names and patterns</source>
        <translation>名称与匹配模式</translation>
    </message>
    <message>
        <source>Pick repositories from the list, or write patterns: base/* for one level, ** for everything, ! in front leaves out.</source>
        <translation>从列表中选择仓库，或写匹配模式：base/* 匹配一层，** 匹配全部，前面加 ! 表示排除。</translation>
    </message>
    <message>
        <source>Which tags</source>
        <translation>哪些标签</translation>
    </message>
    <message>
        <source>A mirror seldom needs everything. Versions such as &gt;=1.2 &lt;3, the latest few, or names without *-rc* keep it small.</source>
        <translation>镜像很少需要全部内容。用 &gt;=1.2 &lt;3 这样的版本范围、最新几个，或排除 *-rc* 可让它保持精简。</translation>
    </message>
    <message>
        <source>Live count</source>
        <translation>实时计数</translation>
    </message>
    <message>
        <source>The line below counts at the source what the choice comes to. Digests stay the same in all regions.</source>
        <translation>下方一行会在来源处统计所选内容。摘要在所有区域保持一致。</translation>
    </message>
    <message>
        <source>When it runs</source>
        <translation>何时运行</translation>
    </message>
    <message>
        <source>While Meridian is open, or by the background service, which needs no window.</source>
        <translation>在 Meridian 打开时运行，或由无需窗口的后台服务运行。</translation>
    </message>
    <message>
        <source>All or nothing</source>
        <translation>全有或全无</translation>
    </message>
    <message>
        <source>Images go to all regions first. The tags are set only when everything is complete everywhere, so no region ever serves half of a release.</source>
        <translation>镜像先送达所有区域。全部完整后才设置标签，因此没有区域会提供不完整的版本。</translation>
    </message>
    <message>
        <source>Bandwidth</source>
        <translation>带宽</translation>
    </message>
    <message>
        <source>A limit holds for all that this rule moves, to all regions together.</source>
        <translation>限制适用于此规则传输到所有区域的全部数据。</translation>
    </message>
    <message>
        <source>Nothing has been changed yet</source>
        <translation>尚未做任何更改</translation>
    </message>
    <message>
        <source>The plan compares the registries and counts what a run would read and write. Blobs that are there already are not sent again.</source>
        <translation>计划会比较各镜像仓库，统计一次运行要读写多少。已存在的数据块不会重复发送。</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Registries limit requests. The plan tells how many each would get.</source>
        <translation>镜像仓库会限制请求。计划会说明每个仓库将收到多少请求。</translation>
    </message>
    <message>
        <source>What happens next</source>
        <translation>接下来会发生什么</translation>
    </message>
    <message>
        <source>Starting saves the rule in the fleet file and runs it once.</source>
        <translation>开始后会把规则保存到配置文件并运行一次。</translation>
    </message>
    <message>
        <source>You may leave</source>
        <translation>您可以离开</translation>
    </message>
    <message>
        <source>The sync goes on when you open another page. When the program ends, it goes on where it was at the next start.</source>
        <translation>打开其他页面时同步会继续。程序退出后，下次启动会从原处继续。</translation>
    </message>
    <message>
        <source>Save region</source>
        <translation>保存区域</translation>
    </message>
    <message>
        <source>Add region</source>
        <translation>添加区域</translation>
    </message>
    <message>
        <source>Start the first sync</source>
        <translation>开始首次同步</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Open the overview</source>
        <translation>打开总览</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Add at least one region that gets copies.</source>
        <translation>请至少添加一个保存副本的区域。</translation>
    </message>
    <message>
        <source>Another rule has this name</source>
        <translation>已有同名规则</translation>
    </message>
    <message>
        <source>The registries are being compared.</source>
        <translation>正在比较镜像仓库。</translation>
    </message>
    <message>
        <source>There is no plan yet.</source>
        <translation>还没有计划。</translation>
    </message>
    <message>
        <source>The sync goes on when you leave this page.</source>
        <translation>离开此页面后同步会继续。</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Gets copies</source>
        <translation>保存副本</translation>
    </message>
    <message>
        <source>What is checked</source>
        <translation>会校验什么</translation>
    </message>
    <message>
        <source>Every blob is compared with its digest while it is copied.</source>
        <translation>每个数据块在复制时都会与其摘要比对。</translation>
    </message>
</context>
<context>
    <name>meridian::console::SetupRegion</name>
    <message>
        <source>Check the address for typing errors: a host name, with a port where it needs one.</source>
        <translation>请检查地址是否有误：应为主机名，必要时带端口。</translation>
    </message>
    <message>
        <source>Keep the certificate as a PEM file yourself and name that file below.</source>
        <translation>请自行将证书保存为 PEM 文件，并在下方填写该文件。</translation>
    </message>
    <message>
        <source>The credential was not stored: %1</source>
        <translation>凭据未能保存：%1</translation>
    </message>
    <message>
        <source>kept in the keychain</source>
        <translation>保存在钥匙串中</translation>
    </message>
    <message>
        <source>from the environment</source>
        <translation>来自环境变量</translation>
    </message>
    <message>
        <source>from Meridian&apos;s own file</source>
        <translation>来自 Meridian 自己的文件</translation>
    </message>
    <message>
        <source>from docker&apos;s or podman&apos;s login</source>
        <translation>来自 docker 或 podman 的登录</translation>
    </message>
    <message>
        <source>Choose a city, or click on the map</source>
        <translation>请选择城市，或在地图上单击</translation>
    </message>
    <message>
        <source>TLS, trusted by this system</source>
        <translation>TLS，本系统信任</translation>
    </message>
    <message>
        <source>TLS, by a certificate that you trust</source>
        <translation>TLS，使用您信任的证书</translation>
    </message>
    <message>
        <source>plain HTTP: anyone on the way can read</source>
        <translation>明文 HTTP：途中任何人都能读取</translation>
    </message>
    <message>
        <source>asks for no login</source>
        <translation>无需登录</translation>
    </message>
    <message>
        <source>lets in without a typed login</source>
        <translation>使用已有登录</translation>
    </message>
    <message>
        <source>signed in</source>
        <translation>已登录</translation>
    </message>
    <message>
        <source>answers in %1</source>
        <translation>%1 内应答</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>user, where from</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>&quot;%1&quot;: %2</source>
        <comment>entry, where from</comment>
        <translation>“%1”：%2</translation>
    </message>
    <message>
        <source>&quot;%1&quot;, as it was stored</source>
        <translation>“%1”（已保存）</translation>
    </message>
    <message>
        <source>No login</source>
        <translation>不登录</translation>
    </message>
    <message>
        <source>Type user and password</source>
        <translation>输入用户和密码</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>city, coordinates</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Paste the registry&apos;s address first.</source>
        <translation>请先粘贴镜像仓库地址。</translation>
    </message>
    <message>
        <source>Meridian is looking at the registry.</source>
        <translation>Meridian 正在探查镜像仓库。</translation>
    </message>
    <message>
        <source>Decide whether to trust the certificate.</source>
        <translation>请决定是否信任该证书。</translation>
    </message>
    <message>
        <source>The registry wants a login.</source>
        <translation>镜像仓库要求登录。</translation>
    </message>
    <message>
        <source>Type the user, or choose another login.</source>
        <translation>请输入用户，或选择其他登录方式。</translation>
    </message>
    <message>
        <source>Test the login: press Enter in its field.</source>
        <translation>请测试登录：在输入框中按回车。</translation>
    </message>
    <message>
        <source>The registry cannot be reached yet.</source>
        <translation>暂时无法连接镜像仓库。</translation>
    </message>
    <message>
        <source>Check the user and the password or token, and test again.</source>
        <translation>请检查用户和密码或令牌，然后重新测试。</translation>
    </message>
    <message>
        <source>Type a user and a password or token, or choose a login that this machine has.</source>
        <translation>请输入用户和密码或令牌，或选择本机已有的登录。</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
</context>
<context>
    <name>meridian::console::SetupRun</name>
    <message>
        <source>All regions hold the same</source>
        <translation>所有区域内容一致</translation>
    </message>
    <message>
        <source>The first sync was stopped</source>
        <translation>首次同步已停止</translation>
    </message>
    <message>
        <source>Not everything arrived</source>
        <translation>并非全部送达</translation>
    </message>
    <message>
        <source>Waiting for its turn</source>
        <translation>等待执行</translation>
    </message>
    <message>
        <source>Comparing the registries…</source>
        <translation>正在比较镜像仓库…</translation>
    </message>
    <message>
        <source>Copying</source>
        <translation>正在复制</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>%1 of %2 tags</source>
        <translation>%1 / %2 个标签</translation>
    </message>
</context>
<context>
    <name>meridian::console::SetupSchedule</name>
    <message>
        <source>A time of the day, such as 02:00</source>
        <translation>一天中的时间，例如 02:00</translation>
    </message>
    <message>
        <source>A number of minutes from 1 on</source>
        <translation>分钟数，至少为 1</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no time zone; write Europe/Berlin or UTC</source>
        <translation>“%1”不是时区；请写 Asia/Shanghai 或 UTC</translation>
    </message>
    <message>
        <source>Five fields: minute, hour, day, month, weekday; such as 0 2 * * *</source>
        <translation>五个字段：分、时、日、月、星期；例如 0 2 * * *</translation>
    </message>
    <message>
        <source>Only when somebody starts it, by hand or from the command line.</source>
        <translation>仅在有人手动或从命令行启动时运行。</translation>
    </message>
    <message>
        <source>Runs %1, by the clocks of %2.</source>
        <comment>every day at 02:00, zone</comment>
        <translation>%1 运行（按 %2 时间）。</translation>
    </message>
    <message>
        <source>Looks for changes every minute.</source>
        <translation>每分钟检查一次变化。</translation>
    </message>
    <message>
        <source>Looks for changes every %1 minutes.</source>
        <translation>每 %1 分钟检查一次变化。</translation>
    </message>
    <message>
        <source>It moves bytes only from %1 to %2.</source>
        <translation>仅在 %1 至 %2 传输数据。</translation>
    </message>
</context>
<context>
    <name>meridian::console::SetupSelection</name>
    <message>
        <source>%1 of %2 picked</source>
        <translation>已选 %1 / %2</translation>
    </message>
    <message>
        <source>Pick repositories, or type a pattern.</source>
        <translation>请选择仓库，或输入匹配模式。</translation>
    </message>
    <message>
        <source>Choose at least one region to copy to.</source>
        <translation>请至少选择一个目标区域。</translation>
    </message>
    <message>
        <source>Give the rule a name.</source>
        <translation>请为规则命名。</translation>
    </message>
</context>
<context>
    <name>meridian::console::Tray</name>
    <message>
        <source>1 rule fails</source>
        <translation>1 条规则失败</translation>
    </message>
    <message>
        <source>%1 rules fail</source>
        <translation>%1 条规则失败</translation>
    </message>
    <message>
        <source>1 region is offline</source>
        <translation>1 个区域离线</translation>
    </message>
    <message>
        <source>%1 regions are offline</source>
        <translation>%1 个区域离线</translation>
    </message>
    <message>
        <source>1 job runs</source>
        <translation>1 个任务运行中</translation>
    </message>
    <message>
        <source>%1 jobs run</source>
        <translation>%1 个任务运行中</translation>
    </message>
    <message>
        <source>Everything is well</source>
        <translation>一切正常</translation>
    </message>
    <message>
        <source>Hide the window</source>
        <translation>隐藏窗口</translation>
    </message>
    <message>
        <source>Show the window</source>
        <translation>显示窗口</translation>
    </message>
    <message>
        <source>Sync all rules now</source>
        <translation>立即同步所有规则</translation>
    </message>
    <message>
        <source>Slow mode</source>
        <translation>慢速模式</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
</context>
<context>
    <name>meridian::models::CatalogRows</name>
    <message>
        <source>Named by a rule</source>
        <translation>规则中写明</translation>
    </message>
    <message>
        <source>Only %1</source>
        <comment>a region</comment>
        <translation>仅 %1</translation>
    </message>
    <message>
        <source>%1 regions</source>
        <translation>%1 个区域</translation>
    </message>
    <message>
        <source>%1 of %2 regions</source>
        <translation>%2 个区域中的 %1 个</translation>
    </message>
</context>
<context>
    <name>meridian::models::MatrixRows</name>
    <message>
        <source>equal</source>
        <translation>一致</translation>
    </message>
    <message>
        <source>different</source>
        <translation>不同</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>not read</source>
        <translation>未读取</translation>
    </message>
    <message>
        <source>rewritten</source>
        <translation>已重写</translation>
    </message>
</context>
<context>
    <name>meridian::models::TagMatrixRows</name>
    <message>
        <source>equal</source>
        <translation>一致</translation>
    </message>
    <message>
        <source>different</source>
        <translation>不同</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>not mirrored</source>
        <translation>未镜像</translation>
    </message>
    <message>
        <source>not read</source>
        <translation>未读取</translation>
    </message>
    <message>
        <source>All tags</source>
        <translation>所有标签</translation>
    </message>
    <message>
        <source>Not the same everywhere</source>
        <translation>并非各处一致</translation>
    </message>
    <message>
        <source>Missing somewhere</source>
        <translation>某处缺失</translation>
    </message>
    <message>
        <source>Not in %1 (%2)</source>
        <comment>a region, number of tags</comment>
        <translation>%1 没有（%2）</translation>
    </message>
    <message>
        <source>Same</source>
        <translation>相同</translation>
    </message>
    <message>
        <source>Differs</source>
        <translation>内容不同</translation>
    </message>
    <message>
        <source>%1 missing</source>
        <comment>number of regions</comment>
        <translation>缺 %1 处</translation>
    </message>
</context>
</TS>
