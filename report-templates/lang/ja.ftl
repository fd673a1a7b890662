# 紙面のすべての言葉。数は二度渡される。`$n` は単複を決め、`$n-text` が印字される。

percent = { $value }%
title = 評判回復レポート
title-for = 評判回復レポート：{ $organization }（{ $period }）
description = { $organization }に関する投稿と検索結果（{ $from }から{ $to }まで）
period-week = 第{ $week }週（{ $from }～{ $to }）
period-span = { $from }～{ $to }
as-of-line = { $day }時点で判明していた内容
page-of = ページ
no-figure = データなし

talk-heading = 話題：人々の声
talk-figure-label-texts = 判定済み投稿のうち否定的なもの
talk-figure-label-counts = 集計件数のうち否定的なもの
talk-figure-label-shares = ニュースフィードのうち否定的なもの
talk-share = { $scored }件中{ $negative }件（95%信頼区間 { $low }～{ $high }）
talk-corrected = 判定誤差を補正すると{ $share }（95%信頼区間 { $low }～{ $high }、人が確認した{ $labeled-text }件による）
talk-not-corrected = 補正できません：人が確認した{ $labeled-text }件では、判定の区別が不十分です
talk-originals = オリジナル投稿{ $originals-text }件、うち否定的{ $negative-text }件
days-with-data = （{ $all-text }日中{ $days-text }日にデータあり）
talk-previous = 直前の{ $days-text }日間は{ $share }
talk-baseline = 平常時（{ $from }～{ $to }）は{ $share }
talk-none = この期間に該当する投稿も集計もありません。批判がなかったという意味ではありません。

record-heading = 記録：検索に残るもの
record-figure-label-weighted = 検索上位10件のうち本件に関するもの（検索語の重み付き）
record-figure-label = 検索上位10件のうち本件に関するもの
record-seen = 有効な取得{ $captures-text }回中{ $seen-text }回で確認（最高{ $best }位）
record-clean = 有効な取得{ $captures-text }回のいずれでも確認されず
record-previous = 直前の{ $days-text }日間は{ $share }
record-previous-none = 直前の{ $days-text }日間に有効な取得なし
record-baseline = 平常時は{ $share }
record-owned = 上位10件に占める自社ページは{ $share }
record-none = この期間に有効な取得がありません。問題がなかったことを示すものではありません。
visibility-band-week = { $week }からの週に本件のページが集める注目は{ $low }～{ $high }（クリック率曲線による）
visibility-band = 本件のページが集める注目は{ $low }～{ $high }（クリック率曲線による）

talk-chart-title-texts = 否定的なオリジナル投稿数（日別）
talk-chart-title-counts = 否定的な件数（日別）
talk-chart-title-shares = ニュースフィードの否定的割合（日別）
talk-chart-note = 網掛けは平常時と対象期間。番号は2ページの「経緯」に対応。線が途切れる箇所はデータがない日です。
talk-chart-alt-texts = { $from }から{ $to }までの否定的なオリジナル投稿数（日別）。最大は{ $peak-day }の{ $peak-text }件、データのある直近{ $days-text }日間は1日平均{ $mean }件。
talk-chart-alt-counts = { $from }から{ $to }までの否定的な件数（日別）。最大は{ $peak-day }の{ $peak-text }件、データのある直近{ $days-text }日間は1日平均{ $mean }件。
talk-chart-alt-shares = { $from }から{ $to }までのニュースフィードの否定的割合（日別）。最大は{ $peak-day }の{ $peak }、データのある直近{ $days-text }日間の平均は{ $mean }。
record-chart-title = 本件を示すページの検索順位
record-chart-note = 1が最上位。番号は2ページの表に対応。取得結果に現れない箇所で線は途切れ、×は取得の失敗を示します。
record-chart-alt = 本件を示すページ{ $pages-text }件の検索順位の推移（{ $from }から{ $to }まで）。最高は{ $best }位。
record-chart-none = 有効な取得のいずれにも、本件を示すページはありませんでした。
nothing-looked-at = 期間の最後の14日間に有効な取得がないため、残存・消滅の状況は分かりません。
nothing-captured = 検索結果はまだ一度も取得されていないため、検索に何が残っているかは分かりません。
talk-chart-none = 表示できる話題のデータがありません。

changes-heading = 現在のデジタルタトゥー
change-lingering =
    { $count ->
        [0] 残存しているページはありません
       *[other] { $count-text }ページが残存
    }（4週間以上前に初めて確認され、今も表示されるもの）
change-new = { $count-text }ページが直近4週間に新たに出現
change-resurfaced = { $count-text }ページがいったん消えた後、この期間に再浮上
change-gone = { $count-text }ページが消滅（直近14日間の有効な取得に現れず）
change-open-removals = 削除申請{ $count-text }件が未決（最長{ $days-text }日）

register-heading = 本件に言及したページ
register-none = 有効な取得のいずれにも、本件を示すページはありませんでした。
register-page = ページ
register-term = 検索語
register-first = 初確認
register-last = 最終確認
register-seen = 確認回数
register-best = 最高
register-latest = 最新
register-state = 状態
register-owned = 自社
register-more = ほか{ $count-text }件は添付の表 lingering_register.csv にあります。
register-of = { $possible-text }回中{ $seen-text }回
state-lingering = 残存
state-intermittent = 断続
state-resurfaced = 再浮上
state-new = 新規
state-gone = 消滅
state-below-depth = 取得範囲外
state-unobserved = 未観測

first-page-heading = 検索1ページ目（最新の取得）
first-page-none = この期間に検索1ページ目の取得はありません。
first-page-captured = 取得日
first-page-top = 上位{ $top }
first-page-best = 最高
first-page-owned = 自社
first-page-of = { $results-text }件中{ $incident-text }件
tracked-line = 順位計測「{ $term }」：{ $day }は{ $position }位
tracked-line-none = 順位計測「{ $term }」：{ $day }は圏外

captures-period = 期間内の有効な取得{ $ok-text }回、失敗{ $failed-text }回、結果なし{ $empty-text }回。
captures-all = 全期間で有効な取得のある日は{ $days-text }日。

events-heading = 経緯
events-none = 記録された出来事はありません。
events-more = これ以前の{ $count-text }件は添付の表 event_log.csv にあります。
event-incident = 発端
event-noticed = 覚知
event-statement = 声明
event-apology = 謝罪
event-withdrawal = 取り下げ
event-measure = 再発防止
event-coverage = 報道
event-relapse = 再燃
event-hearing = 期日
event-takedown = 削除

removals-heading = 削除申請
removals-none = 記録された削除申請はありません。
removals-channel = 申請先
removals-filed = 申請日
removals-outcome = 結果
removals-open = 日数
removals-more = ほか{ $count-text }件は添付の表 removal_docket.csv にあります。
channel-platform = プラットフォーム
channel-search-engine = 検索エンジン
channel-publisher = 発行元
outcome-undecided = 未決
outcome-removed = 削除
outcome-delisted = 検索除外
outcome-refused = 却下
outcome-withdrawn = 取下げ

notes-heading = 読むうえでの注意
note-no-data = この期間には投稿も集計も有効な取得もなく、何も判断できません。
note-no-talk = この期間には投稿も集計もなく、話題については判断できません。
note-no-capture = この期間には有効な取得がなく、検索結果については判断できません。
note-failed-captures =
    { $days ->
        [1] { $from }に{ $count-text }回の取得が失敗しました。
       *[other] { $from }から{ $to }までの{ $days-text }日に計{ $count-text }回の取得が失敗しました。
    }欠測であり、問題がなかったことを示すものではありません。
note-capture-holes = 取得の空白が{ $count-text }か所、計{ $days-text }日あります。その間の検索結果は分かりません。
note-shares-only = 話題の出典は長さの限られたフィードです。割合には意味がありますが、件数には意味がないため示しません。
note-no-baseline = 発生前の平常時データがないため、話題が平常に戻ったかどうかは判断できません。
note-uncorrected = 割合は機械判定のままです。人による標本確認が行われていないため、判定誤差を含みます。`recover-report audit draw`で確認用の標本を抽出できます。
note-stale-audit = 割合は機械判定のままで、補正していません。人による確認は以前の判定器に対するものです。同じ確認表で`recover-report audit apply`を実行すると、現在の判定を評価できます。
note-rejected-rows = 入力のうち{ $count-text }行は使用できませんでした。rejected.csv に一覧があります。
note-replaced-characters = 入力のうち{ $count-text }文字は復号できませんでした。
note-unscored = 期間内の{ $count-text }件は判定できる言語ではなく、どの割合にも含まれません。
note-override = 「{ $name }」の集計式は本プログラムのものではありません。
note-override-template = テンプレート「{ $name }」は本プログラムのものではありません。
note-stale-reading = { $count-text }個のファイルは変更前の設定で読み込まれており、読み直すための元ファイルがありません。
note-mangled-ids = { $count-text }個のファイルでは、投稿IDが表計算ソフトで丸められているか行番号であるため使用せず、本文・投稿者・日時で投稿を区別しました。
note-passed-over = 圧縮ファイルまたはブック内の{ $count-text }個の表は既知の形式ではないため、読み込みませんでした。
note-fetch-cap = 情報源「{ $source }」は1日あたり{ $limit-text }件を超えません（{ $from }～{ $to }）。割合には意味がありますが、件数には意味がありません。
note-depth-change = { $from }以降、{ $count-text }個の検索語句の取得の深さが{ $before-text }件から{ $after-text }件に変わりました。それより下の結果は「見えない」のであって「消えた」のではありません。
note-renamed-term = { $from }以降、検索語句「{ $before }」は「{ $after }」と表記されています。同じ語句として扱います。
note-vanished-items = 以前のデータにあった{ $count-text }件の言及が、同じ日を含む後のデータにありません。削除は回復のように見えます。
note-changed-items = { $count-text }件が別の本文・判定・件数で再び届きました。最新のものを示し、以前のものも保存しています。
note-label-words = { $file }以降、提供元の判定にこれまでなかった語が使われています：{ $words }。前後の割合は比較できない可能性があります。
note-display = 表示のため、外部の文字列のうち{ $count-text }か所を置換または短縮しました。原文は report.json にあります。

sources-line = 入力{ $files-text }ファイル、{ $rows-text }行（採用{ $kept-text }、重複{ $folded-text }、不採用{ $rejected-text }）。図表の元データは添付の表に、定義は report.json に、各ファイルのハッシュは manifest.json にあります。
attachment-report = 紙面に示すすべてのデータ
attachment-manifest = 本レポートの作成元
attachment-table = 図表の元データ：{ $name }
