namespace Cer.Settlement.Tests;

/// <summary>A decision table: cases with what follows from them, and the act beside each.</summary>
internal sealed class DecisionTable
{
    private const char Separator = ';';

    private DecisionTable(string name, string title, string[] columns, string[][] rows) =>
        (Name, Title, Columns, Rows) = (name, title, columns, rows);

    public static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "CerAutomation.sln"))) folder = folder.Parent!;
            return folder.FullName;
        }
    }

    public static IEnumerable<string> Names => Directory.GetFiles(Path.Combine(Root, "tests", "oracles", "decisions"), "*.csv")
        .Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal);

    public string Name { get; }

    public string Title { get; }

    public string[] Columns { get; }

    public string[][] Rows { get; }

    public static DecisionTable Read(string name)
    {
        var lines = File.ReadAllLines(Path.Combine(Root, "tests", "oracles", "decisions", $"{name}.csv"));
        var columns = lines[1].Split(Separator);
        string[][] rows = [.. lines.Skip(2).Select(line => line.Split(Separator))];
        Assert.All(rows, row => Assert.Equal(columns.Length, row.Length));
        return new(name, lines[0].TrimStart('#', ' '), columns, rows);
    }

    /// <summary>The table as a page of the documentation.</summary>
    public string Page()
    {
        var titles = Title.Split(" | ");
        string[] lines =
        [
            $"# {titles[0]}",
            "",
            $"*{titles[1]}*",
            "",
            "Tabella generata dai casi con cui il programma è provato. Generated from the cases that the program is tested with:",
            $"`tests/oracles/decisions/{Name}.csv`.",
            "",
            $"| {string.Join(" | ", Columns)} |",
            $"|{string.Concat(Columns.Select(_ => " --- |"))}",
            .. Rows.Select(row => $"| {string.Join(" | ", row.Select(cell => cell.Length == 0 ? "–" : cell))} |"),
        ];
        return string.Join('\n', lines) + "\n";
    }
}
