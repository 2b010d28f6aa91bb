using System.Text;
using System.Text.Json.Nodes;
using Cer.Operations.Dashboards;

namespace Cer.Operations.Tests.Dashboards;

/// <summary>A dashboard file is read as a whole or refused with a sentence.</summary>
public class BoardSetTests
{
    private const string Shared = "FROM rep.shared_hour WHERE community_id = ${community:sqlstring}::int";

    /// <summary>What is spoilt: the rule that says it, the panel, a part of the sentence.</summary>
    public static TheoryData<string, string, int?, string> Spoilt => new()
    {
        { "uid other", "D01", null, "expected that of the file's name" },
        { "uid letters", "D01", null, "expected lower-case letters" },
        { "title none", "D01", null, "found no title" },
        { "version", "D02", null, "found version, which an export adds" },
        { "inputs", "D02", null, "found __inputs" },
        { "timezone", "D03", null, "found the timezone 'browser', expected Europe/Rome" },
        { "week", "D03", null, "expected monday" },
        { "editable", "D03", null, "expected editable false" },
        { "schema", "D03", null, "found the schemaVersion 36, expected 42" },
        { "member", "L01", null, "found the member annotation" },
        { "panel member", "L01", 1, "found the member transformations" },
        { "panel text id", "L01", null, "found another kind of value" },
        { "from", "L01", null, "expected from and to" },
        { "refresh", "L01", null, "found the refresh 'often'" },
        { "timeFrom", "L01", 4, "expected one such as 7d" },
        { "type", "P01", 1, "found the type 'canvas', expected one of timeseries" },
        { "option", "P01", 1, "found the member graphMod at options, expected one of reduceOptions" },
        { "option word", "P01", 1, "found \"bars\" at options.graphMode, expected one of none, line, area" },
        { "reducer", "P01", 1, "found \"median\" at options.reduceOptions.calcs[0]" },
        { "custom", "P01", 4, "found the member drawStyl at fieldConfig.defaults.custom" },
        { "override", "P01", 2, "found the property custom.colour" },
        { "matcher", "P01", 2, "found \"byType\" at fieldConfig.overrides[0].matcher.id, expected one of byName, byRegexp" },
        { "html", "P01", 5, "found \"html\" at options.mode, expected one of markdown" },
        { "unit", "P02", 1, "found the unit 'kWh', expected a known one" },
        { "unit override", "P02", 2, "found the unit 'suffix:'" },
        { "no unit", "P02", 4, "found no unit" },
        { "wide", "P03", 2, "expected it within 24 columns" },
        { "over", "P03", 2, "found it over panel 1" },
        { "same id", "P03", 1, "found its id more than once" },
        { "english title", "P04", 1, "found no English title" },
        { "english name", "P04", 1, "found no English name for 'Condivisa'" },
        { "english mapping", "P04", 2, "found no English text for 'fermo'" },
        { "english text", "P04", 5, "found no English text" },
        { "english label", "P04", null, "found no English label of the variable community" },
        { "english more", "P04", null, "found English words of the panel '99'" },
        { "description", "P04", 1, "found no Italian description" },
        { "source", "P05", 1, "found a query of another data source" },
        { "panel source", "P05", 1, "found another data source" },
        { "builder", "P05", 1, "found a query of the builder" },
        { "format", "P05", 1, "found the format 'logs'" },
        { "no query", "P05", 1, "found no query" },
        { "refId twice", "P05", 1, "found a refId twice" },
        { "refId", "P05", 1, "found the refId 'a'" },
        { "link", "P06", 1, "found a link to 'https://altrove.example/d/x'" },
        { "script link", "P06", 1, "found a link to 'javascript:alert(1)'" },
        { "S01 two", "S01", 1, "found a semicolon" },
        { "S01 comment", "S01", 1, "found a comment" },
        { "S01 comment block", "S01", 1, "found a comment" },
        { "S01 update", "S01", 1, "found 'UPDATE', expected a statement that only reads views" },
        { "S01 begins", "S01", 1, "expected SELECT or WITH" },
        { "S01 macro", "S01", 1, "found the macro '$__unixEpochFilter(ts)'" },
        { "S01 sleep", "S01", 1, "found 'pg_sleep'" },
        { "S01 setting", "S01", 1, "found 'set_config'" },
        { "S01 escape", "S01", 1, "has a prefix" },
        { "S02 bare", "S02", 1, "found '$community'" },
        { "S02 raw", "S02", 1, "found '${community:raw}'" },
        { "S02 plain", "S02", 1, "found '${community}'" },
        { "S02 quoted", "S02", 1, "found a dollar within" },
        { "S02 position", "S02", 1, "found '$1'" },
        { "S02 quotes", "S02", 1, "found '$'" },
        { "S02 unknown", "S02", 1, "found the variable town, expected one of the dashboard's" },
        { "S03 core", "S03", 1, "found the schema core" },
        { "S03 mine", "S03", 1, "found 'mine' after FROM or JOIN, expected a view of rep" },
        { "S03 bare", "S03", 1, "found 'shared_hour' after FROM or JOIN" },
        { "S03 comma", "S03", 1, "found 'elsewhere' after FROM or JOIN" },
        { "S03 inner", "S03", 1, "found 'elsewhere' after FROM or JOIN" },
        { "S04 time", "S04", 1, "found no column named time" },
        { "S04 order", "S04", 1, "expected ORDER BY the column time first" },
        { "S04 bare", "S04", 1, "expected $__timeFilter of a bare column" },
        { "S05 day", "S05", 4, "found groups of '1d'" },
        { "S07", "S07", 1, "expected ${community:sqlstring} in it" },
        { "V01 type", "V01", null, "of type 'adhoc'" },
        { "V01 refresh", "V01", null, "changes with the span" },
        { "V01 later", "V01", null, "expected one that comes before it" },
        { "V01 multi", "V01", null, "found several communities" },
    };

    [Fact]
    public void A_file_that_keeps_every_rule_is_read_with_all_that_is_in_it()
    {
        var set = Sample.Load();
        Assert.Empty(set.Findings);
        var board = Assert.Single(set.Boards);
        Assert.Equal((Audience.Staff, "cer-prova", "rep"), (board.Audience, board.Uid, board.Schema));
        Assert.Equal([1, 2, 3, 4, 5], board.Panels.Select(panel => panel.Id));
        Assert.Equal([null, null, null, 3, null], board.Panels.Select(panel => panel.Row));
        // Panel 2 looks at no span: it tells what is now.
        Assert.Equal([false, true, false, false, false], board.Panels.Select(panel => panel.IsLive));
        Assert.Equal(["community", "plant", "step"], board.Variables.Select(variable => variable.Name));
        Assert.Equal("Shared", board.English.Panel(1).Names!["Condivisa"]);
        Assert.Equal("Chiusure", Assert.Single(board.Annotations).Name);
    }

    [Theory, MemberData(nameof(Spoilt))]
    public void What_is_wrong_is_told_by_its_rule_and_in_a_sentence(string what, string rule, int? panel, string sentence)
    {
        var set = Sample.Load(json => Spoil(json, what), english => SpoilEnglish(english, what));
        Assert.Empty(set.Boards);
        Assert.Contains(set.Findings, finding => finding.Rule == rule && finding.Panel == panel
            && finding.Sentence.Contains(sentence, StringComparison.Ordinal));
        Assert.All(set.Findings, finding => Assert.Matches(
            @"^dashboards/[a-z-]+\.json(, panel -?\d+)?: .*found .*, (expected|which) .*\([A-Z]\d\d\)$",
            finding.ToString()));
    }

    [Fact]
    public void What_is_no_dashboard_at_all_is_refused_and_not_thrown()
    {
        foreach (var text in new[]
            { "", "{", "null", "[]", "3", "\"x\"", "{\"panels\": {}}", "{\"panels\": [null, 1, \"x\", []]}", new('[', 100_000) })
        {
            var set = BoardSet.Load(new Dictionary<string, byte[]> { [Sample.Name] = Encoding.UTF8.GetBytes(text) });
            Assert.Empty(set.Boards);
            Assert.NotEmpty(set.Findings);
        }

        Assert.NotEmpty(BoardSet.Load(new Dictionary<string, byte[]> { [Sample.Name] = new byte[3 << 20] }).Findings);
    }

    [Fact]
    public void A_member_that_stands_twice_is_refused()
    {
        var twice = Sample.Json.Replace(
            "\"uid\": \"cer-prova\",", "\"uid\": \"cer-prova\", \"title\": \"Altro\",", StringComparison.Ordinal);
        var set = BoardSet.Load(new Dictionary<string, byte[]> { [Sample.Name] = Encoding.UTF8.GetBytes(twice) });
        Assert.Contains(set.Findings, finding => finding.Rule == "L01");
    }

    [Fact]
    public void A_dashboard_of_members_reads_mine_and_nothing_of_all()
    {
        var set = Sample.Load(name: "members/cer-prova.json");
        Assert.Contains(set.Findings, finding => finding is { Rule: "S03", Panel: 1 }
            && finding.Sentence == "found 'rep' after FROM or JOIN, expected a view of mine");
    }

    [Fact]
    public void The_dashboard_for_everybody_has_nothing_to_choose()
    {
        var set = Sample.Load(
            json => json["uid"] = "cer-pubblico", name: "dashboards/cer-pubblico.json", english: "english/cer-pubblico.en.json");
        Assert.Contains(set.Findings, finding => finding.Rule == "S06");
    }

    [Fact]
    public void Two_dashboards_with_one_title_in_a_folder_and_words_of_none_are_told()
    {
        var one = Encoding.UTF8.GetBytes(Sample.Json);
        var other = Encoding.UTF8.GetBytes(Sample.Json.Replace("\"cer-prova\"", "\"cer-altra\"", StringComparison.Ordinal));
        var english = Encoding.UTF8.GetBytes(Sample.English);
        var set = BoardSet.Load(new Dictionary<string, byte[]>
        {
            ["dashboards/cer-prova.json"] = one,
            ["english/cer-prova.en.json"] = english,
            ["dashboards/cer-altra.json"] = other,
            ["english/cer-altra.en.json"] = english,
            ["english/cer-pova.en.json"] = english,
            ["provisioning/dashboards/cer.yaml"] = [1],
        });
        Assert.Contains(set.Findings, finding => finding is { Rule: "D01" }
            && finding.Sentence.Contains("found the title 'Prova' a second time", StringComparison.Ordinal));
        Assert.Contains(set.Findings, finding => finding is { Rule: "P04", File: "english/cer-pova.en.json" });
        Assert.Single(set.Boards);
    }

    private static void Spoil(JsonObject json, string what)
    {
        var target = json.Target(0);
        switch (what)
        {
            case "uid other": json["uid"] = "cer-altra"; break;
            case "uid letters": json["uid"] = "Cer Prova"; break;
            case "title none": json["title"] = " "; break;
            case "version": json["version"] = 7; break;
            case "inputs": json["__inputs"] = new JsonArray(); break;
            case "timezone": json["timezone"] = "browser"; break;
            case "week": json.Remove("weekStart"); break;
            case "editable": json["editable"] = true; break;
            case "schema": json["schemaVersion"] = 36; break;
            case "member": json["annotation"] = 1; break;
            case "panel member": json.Panel(0)["transformations"] = new JsonArray(); break;
            case "panel text id": json.Panel(0)["id"] = "x"; break;
            case "from": json["time"] = new JsonObject { ["from"] = "yesterday", ["to"] = "now" }; break;
            case "refresh": json["refresh"] = "often"; break;
            case "timeFrom": json.Panel(2)["panels"]![0]!["timeFrom"] = "now-7d"; break;
            case "type": json.Panel(0)["type"] = "canvas"; break;
            case "option": json.Panel(0)["options"]!["graphMod"] = "area"; break;
            case "option word": json.Panel(0)["options"]!["graphMode"] = "bars"; break;
            case "reducer": json.Panel(0)["options"]!["reduceOptions"]!["calcs"] = new JsonArray("median"); break;
            case "custom": json.Panel(2)["panels"]![0]!["fieldConfig"]!["defaults"]!["custom"]!["drawStyl"] = "line"; break;
            case "override": json.Panel(1)["fieldConfig"]!["overrides"]![0]!["properties"]![1]!["id"] = "custom.colour"; break;
            case "matcher": json.Panel(1)["fieldConfig"]!["overrides"]![0]!["matcher"]!["id"] = "byType"; break;
            case "html": json.Panel(3)["options"]!["mode"] = "html"; break;
            case "unit": json.Panel(0)["fieldConfig"]!["defaults"]!["unit"] = "kWh"; break;
            case "unit override": json.Panel(1)["fieldConfig"]!["overrides"]![0]!["properties"]![0]!["value"] = "suffix:"; break;
            case "no unit": json.Panel(2)["panels"]![0]!["fieldConfig"]!["defaults"]!.AsObject().Remove("unit"); break;
            case "wide": json.Panel(1)["gridPos"]!["w"] = 13; break;
            case "over": json.Panel(1)["gridPos"]!["x"] = 11; break;
            case "same id": json.Panel(1)["id"] = 1; break;
            case "description": json.Panel(0).Remove("description"); break;
            case "source": target["datasource"] = new JsonObject { ["uid"] = "other" }; break;
            case "panel source": json.Panel(0).Remove("datasource"); break;
            case "builder": target["editorMode"] = "builder"; break;
            case "format": target["format"] = "logs"; break;
            case "no query": json.Panel(0)["targets"] = new JsonArray(); break;
            case "refId twice": json.Panel(0)["targets"] = new JsonArray(target.DeepClone(), target.DeepClone()); break;
            case "refId": target["refId"] = "a"; break;
            case "link": json.Panel(0)["fieldConfig"]!["defaults"]!["links"]![0]!["url"] = "https://altrove.example/d/x"; break;
            case "script link": json.Panel(0)["fieldConfig"]!["defaults"]!["links"]![0]!["url"] = "javascript:alert(1)"; break;
            case "S05 day":
                var hours = json.Panel(2)["panels"]![0]!["targets"]![0]!;
                hours["rawSql"] = ((string)hours["rawSql"]!).Replace("'1h'", "'1d'", StringComparison.Ordinal);
                break;
            case "V01 type": json.Variable(2)["type"] = "adhoc"; break;
            case "V01 refresh": json.Variable(1)["refresh"] = 2; break;
            case "V01 later":
                json.Variable(0)["query"] = "SELECT id FROM rep.community WHERE name = ${plant:sqlstring}";
                break;
            case "V01 multi": json.Variable(0)["multi"] = true; break;
            default:
                if (Statement(what) is { } sql) target["rawSql"] = sql;
                break;
        }
    }

    private static string? Statement(string what) => what switch
    {
        "S01 two" => $"SELECT 1 AS time {Shared} ORDER BY 1; SELECT 2",
        "S01 comment" => $"SELECT ts AS time {Shared} ORDER BY 1 -- all",
        "S01 comment block" => $"SELECT /* ; */ ts AS time {Shared} ORDER BY 1",
        "S01 update" => $"WITH x AS (UPDATE rep.month SET status = 'final' RETURNING 1) SELECT ts AS time {Shared} ORDER BY 1",
        "S01 begins" => $"TABLE rep.month",
        "S01 macro" => $"SELECT ts AS time {Shared} AND $__unixEpochFilter(ts) ORDER BY 1",
        "S01 sleep" => $"SELECT ts AS time, pg_sleep(9) {Shared} ORDER BY 1",
        "S01 setting" => $"SELECT ts AS time, set_config('cer.member', '5', true) {Shared} ORDER BY 1",
        "S01 escape" => $"SELECT ts AS time, E'a\\'b' {Shared} ORDER BY 1",
        "S02 bare" => "SELECT ts AS time FROM rep.shared_hour WHERE community_id = $community ORDER BY 1",
        "S02 raw" => "SELECT ts AS time FROM rep.shared_hour WHERE community_id = ${community:raw} ORDER BY 1",
        "S02 plain" => "SELECT ts AS time FROM rep.shared_hour WHERE community_id = ${community} ORDER BY 1",
        "S02 quoted" => "SELECT ts AS time FROM rep.shared_hour WHERE community_id::text = '${community:sqlstring}' ORDER BY 1",
        "S02 position" => "SELECT ts AS time FROM rep.shared_hour WHERE community_id = $1 ORDER BY 1",
        "S02 quotes" => "SELECT ts AS time, $$a$$ FROM rep.shared_hour ORDER BY 1",
        "S02 unknown" => $"SELECT ts AS time {Shared} AND ${{town:sqlstring}} = 'x' ORDER BY 1",
        "S03 core" => "SELECT ts AS time FROM core.reading WHERE community_id = ${community:sqlstring}::int ORDER BY 1",
        "S03 mine" => "SELECT ts AS time FROM mine.energy_hour WHERE ${community:sqlstring} = '' ORDER BY 1",
        "S03 bare" => "SELECT ts AS time FROM shared_hour WHERE community_id = ${community:sqlstring}::int ORDER BY 1",
        "S03 comma" => "SELECT ts AS time FROM rep.shared_hour, elsewhere WHERE community_id = ${community:sqlstring}::int ORDER BY 1",
        "S03 inner" => $"SELECT ts AS time, (SELECT max(x) FROM elsewhere) {Shared} ORDER BY 1",
        "S04 time" => $"SELECT ts AS hour {Shared} ORDER BY 1",
        "S04 order" => $"SELECT ts AS time {Shared} GROUP BY 1",
        "S04 bare" => $"SELECT ts AS time {Shared} AND $__timeFilter(lower(ts)) ORDER BY 1",
        "S07" => "SELECT ts AS time FROM rep.shared_hour ORDER BY 1",
        _ => null,
    };

    private static void SpoilEnglish(JsonObject english, string what)
    {
        switch (what)
        {
            case "english title": english["panels"]!["1"]!.AsObject().Remove("title"); break;
            case "english name": english["panels"]!["1"]!.AsObject().Remove("names"); break;
            case "english mapping": english["panels"]!["2"]!["mappings"]!.AsObject().Remove("fermo"); break;
            case "english text": english["panels"]!["5"]!.AsObject().Remove("text"); break;
            case "english label": english["variables"]!.AsObject().Remove("community"); break;
            case "english more": english["panels"]!["99"] = new JsonObject { ["title"] = "x" }; break;
        }
    }
}
