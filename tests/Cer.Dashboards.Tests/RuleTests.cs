using System.Text.Json.Nodes;

namespace Cer.Dashboards.Tests;

/// <summary>Every rule of the files, each broken once in a copy of a real one.</summary>
public sealed class RuleTests
{
    private const string Town = "dashboards/cer-comune.json";
    private const string Open = "dashboards/cer-pubblico.json";
    private const string Own = "members/cer-membro.json";
    private const string Ours = "community_id = ${community:sqlstring}::int";

    public static TheoryData<string, string, string> Breaks => new(Broken.Keys.Select(key => (key.Rule, key.File, key.What)));

    private static Dictionary<(string Rule, string File, string What), Action<JsonNode>> Broken { get; } = new()
    {
        [("D01", Town, "a uid that is not the file's name")] = board => board["uid"] = "cer-altro",
        [("D01", Town, "a uid too long")] = board => board["uid"] = new string('a', 41),
        [("D01", "dashboards/cer-qualita.json", "the title of another")] = board =>
            board["title"] = "Panoramica del Comune",
        [("D02", Town, "the id of an export")] = board => board["id"] = 7,
        [("D02", Town, "inputs of an export")] = board => board["__inputs"] = new JsonArray(),
        [("D02", Town, "a version")] = board => board["version"] = 3,
        [("D03", Town, "another zone")] = board => board["timezone"] = "browser",
        [("D03", Town, "weeks from Sunday")] = board => board["weekStart"] = "sunday",
        [("D03", Town, "a file that may be edited")] = board => board["editable"] = true,
        [("D03", Town, "another schema")] = board => board["schemaVersion"] = 41,
        [("P01", Town, "a panel that would have to be installed")] = board =>
            Panel(board, 10)["type"] = "marcusolsson-hourly-heatmap-panel",
        [("P01", Town, "an option that is not drawn")] = board => Panel(board, 1)["options"]!["graphmode"] = "area",
        [("P01", Town, "a matcher that is not drawn")] = board =>
            Panel(board, 8)["fieldConfig"]!["overrides"]![0]!["matcher"]!["id"] = "byType",
        [("P02", Town, "an unknown unit")] = board =>
            Panel(board, 2)["fieldConfig"]!["defaults"]!["unit"] = "kilowatthours",
        [("P02", Town, "no unit")] = board => Panel(board, 2)["fieldConfig"]!["defaults"]!.AsObject().Remove("unit"),
        [("P03", Town, "a panel beyond the edge")] = board => Panel(board, 8)["gridPos"]!["w"] = 30,
        [("P03", Town, "a panel over another")] = board => Panel(board, 2)["gridPos"]!["x"] = 1,
        [("P03", Town, "an id twice")] = board => Panel(board, 2)["id"] = 1,
        [("P04", Town, "no title")] = board => Panel(board, 2).Remove("title"),
        [("P04", Town, "no description")] = board => Panel(board, 2)["description"] = "",
        [("P04", Town, "a name without English")] = board =>
            Rename(Panel(board, 2), "AS \"Immessa\"", "AS \"Data in rete\""),
        [("P05", Town, "another data source")] = board =>
            Panel(board, 2)["targets"]![0]!["datasource"]!["uid"] = "altra",
        [("P05", Town, "the builder of queries")] = board => Panel(board, 2)["targets"]![0]!["editorMode"] = "builder",
        [("P05", Town, "another format")] = board => Panel(board, 2)["targets"]![0]!["format"] = "logs",
        [("P05", Town, "a letter twice")] = board =>
            Panel(board, 2)["targets"]!.AsArray().Add(Panel(board, 2)["targets"]![0]!.DeepClone()),
        [("P05", Town, "no query")] = board => Panel(board, 2)["targets"] = new JsonArray(),
        [("S01", Town, "two statements")] = board => Sql(board, 2, sql => sql + "; SELECT 1"),
        [("S01", Town, "a comment")] = board => Sql(board, 2, sql => sql + " -- tutto"),
        [("S01", Town, "something that writes")] = board => Sql(board, 2, _ => $"DELETE FROM rep.month WHERE {Ours}"),
        [("S01", Town, "an unknown macro")] = board => Swap(board, 2, "$__timeFilter(ts)", "$__unixEpochFilter(ts)"),
        [("S02", Town, "a bare variable")] = board => Swap(board, 2, "${community:sqlstring}::int", "$community"),
        [("S02", Town, "a variable without its format")] = board => Swap(board, 2, ":sqlstring", ""),
        [("S03", Town, "a table of core")] = board => Swap(board, 2, "rep.shared_hour", "core.hour_sum"),
        [("S03", Town, "the schema of members")] = board => Swap(board, 2, "rep.shared_hour", "mine.energy_hour"),
        [("S03", Own, "the schema of everybody")] = board => Swap(board, 1, "mine.energy_hour", "rep.community_hour"),
        [("S04", Town, "a series without time")] = board => Swap(board, 8, "AS time", "AS quando"),
        [("S04", Town, "a series out of order")] = board => Swap(board, 8, "ORDER BY 1", "ORDER BY 2"),
        [("S04", Town, "a macro of more than a column")] = board => Swap(board, 8, "(ts)", "(ts + now())"),
        [("S05", "dashboards/cer-operativita.json", "days of UTC")] = board => Swap(board, 5, "'1h'", "'1d'"),
        [("S06", Open, "a variable for everybody")] = board => Sql(board, 2, sql => $"{sql} AND {Ours}"),
        [("S07", Town, "every community at once")] = board => Swap(board, 2, $" AND {Ours}", ""),
    };

    [Theory]
    [MemberData(nameof(Breaks))]
    public void A_broken_rule_is_told_with_the_file(string rule, string file, string what)
    {
        var findings = BoardFiles.FindingsWith(file, Broken[(rule, file, what)]);
        var told = findings.Where(finding => finding.Rule == rule).Select(finding => finding.Sentence).ToArray();
        Assert.NotEmpty(told);
        Assert.All(told, sentence => Assert.Matches("found .*, expected ", sentence));
        Assert.DoesNotContain(BoardFiles.With(file, Changed(file, Broken[(rule, file, what)])).Boards, board => board.Name == file);
    }

    [Fact]
    public void Every_rule_of_the_document_is_broken_here()
    {
        string[] rules = ["D01", "D02", "D03", "P01", "P02", "P03", "P04", "P05", "S01", "S02", "S03", "S04", "S05", "S06", "S07"];
        Assert.Equal(rules, Broken.Keys.Select(key => key.Rule).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_file_that_is_not_changed_has_no_fault() =>
        Assert.All(new[] { Town, Open, Own }, file => Assert.Empty(BoardFiles.FindingsWith(file, _ => { })));

    [Fact]
    public void No_file_speaks_of_money_by_the_name_of_an_office() =>
        Assert.All(BoardFiles.All.Values, bytes => Assert.DoesNotContain(
            "arera", System.Text.Encoding.UTF8.GetString(bytes), StringComparison.OrdinalIgnoreCase));

    private static string Changed(string file, Action<JsonNode> change)
    {
        var json = JsonNode.Parse(BoardFiles.Text(file))!;
        change(json);
        return json.ToJsonString();
    }

    private static JsonObject Panel(JsonNode board, int id) =>
        board["panels"]!.AsArray().Single(panel => (int)panel!["id"]! == id)!.AsObject();

    private static void Sql(JsonNode board, int panel, Func<string, string> change)
    {
        var target = Panel(board, panel)["targets"]![0]!;
        var (before, after) = ((string)target["rawSql"]!, change((string)target["rawSql"]!));
        Assert.NotEqual(before, after);
        target["rawSql"] = after;
    }

    private static void Swap(JsonNode board, int panel, string from, string to) =>
        Sql(board, panel, sql => sql.Replace(from, to, StringComparison.Ordinal));

    private static void Rename(JsonObject panel, string from, string to)
    {
        var target = panel["targets"]![0]!;
        target["rawSql"] = ((string)target["rawSql"]!).Replace(from, to, StringComparison.Ordinal);
    }
}
